// The quick report on one page: the steps one at a time, and nothing lost when the connection drops.
// Without this file every step is a page of its own.
//
// What was typed is kept on the server at every step. Only when that fails it is kept on this device, in plain
// text, under a key that tells nobody whose it is, until the server has it and three days at most. Who logs out
// removes their own; what waits of somebody else on the same device stays.
(function () {
  "use strict";
  var VOOR = "gir-melding:";
  var LANGST = 3 * 24 * 60 * 60 * 1000;
  var LEESBAAR = "Tot het is verstuurd, kan wie dit toestel gebruikt het lezen, hoogstens 3 dagen.";
  var NIET_BEWAARD = ["csrfmiddlewaretoken", "formulier_merk"];

  function kept() {
    return Object.keys(localStorage).filter(function (name) { return name.indexOf(VOOR) === 0; });
  }
  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; }
  }

  document.addEventListener("submit", function (event) {
    var account = document.querySelector("[data-account]");
    if (!account || !/\/logout\/$/.test(event.target.action)) return;
    kept().forEach(function (name) {
      if (name.indexOf(VOOR + account.dataset.account) === 0) localStorage.removeItem(name);
    });
  });
  kept().forEach(function (name) {
    var found = read(name);
    if (!found || Date.now() - found.op > LANGST) localStorage.removeItem(name);
  });

  var form = document.getElementById("meldformulier");
  if (!form || !window.fetch) return;
  function own() {
    return kept().filter(function (name) { return name.indexOf(VOOR + form.dataset.toestel + ":") === 0; });
  }
  var steps = Array.prototype.slice.call(form.querySelectorAll("[data-stap]"));
  var names = steps.map(function (step) { return step.dataset.stap; });
  var notice = document.getElementById("verbinding");
  var faults = document.getElementById("fouten");
  var token = form.dataset.token;
  var url = form.dataset.versturen;
  var now = steps.findIndex(function (step) { return !step.hidden; });
  var first = now;
  var reached = now;
  var touched = false;
  var waiting = false; // "Verstuur" was pressed, the server has not answered yet
  var busy = false;
  var offline = false;
  var timer = 0;

  function key() { return VOOR + form.dataset.toestel + ":" + token; }
  function address(index) { return url.replace(/versturen\/$/, names[index] + "/"); }

  // What is on the page

  function show(index, push) {
    now = index;
    reached = Math.max(reached, index);
    steps.forEach(function (step, place) {
      step.hidden = place !== index;
      step.disabled = false;
    });
    var heading = document.querySelector("h1");
    heading.textContent = steps[index].dataset.titel;
    heading.tabIndex = -1;
    document.title = document.title.replace(/^(Fout: )?.* – stap \d/, steps[index].dataset.titel + " – stap " + (index + 1));
    document.getElementById("staptekst").textContent = "Stap " + (index + 1) + " van " + steps.length;
    unmark();
    if (names[index] === "controle") fillCheck();
    if (push) history.pushState({ stap: index }, "", address(index));
    window.scrollTo(0, 0);
    (steps[index].querySelector("textarea") || heading).focus({ preventScroll: true });
  }

  function say(text, button, action) {
    var place = waiting ? document.getElementById("bij-verstuur") : notice;
    var before = place.textContent;
    notice.textContent = document.getElementById("bij-verstuur").textContent = "";
    document.getElementById("nog-niets").hidden = waiting;
    if (!text) return;
    var box = document.createElement("div");
    box.className = "utrecht-alert utrecht-alert--warning";
    var inside = document.createElement("div");
    inside.className = "utrecht-alert__content";
    inside.appendChild(document.createElement("p")).textContent = text;
    if (button) {
      var made = document.createElement("button");
      made.type = "button";
      made.className = "gir-linkknop";
      made.textContent = button;
      made.addEventListener("click", action);
      inside.appendChild(document.createElement("p")).appendChild(made);
    }
    box.appendChild(inside);
    place.appendChild(box);
    // Where who pressed the button looks; once, not at every try.
    if (waiting && before !== place.textContent) {
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "center" });
    }
  }

  // At the field itself, as the server writes it.
  function mark(fault) {
    var inputs = fault.veld ? form.querySelectorAll('[name="' + fault.veld + '"]:not([type="hidden"])') : [];
    if (!inputs.length) return null;
    var field = inputs[0].closest(".gir-vak");
    if (fault.veld === "dag") inputs.forEach(function (input) { input.checked = false; });
    if (field) {
      var id = "fout_" + fault.veld;
      var text = document.getElementById(id) || document.createElement("div");
      text.id = id;
      text.className = "utrecht-form-field-error-message gir-fout";
      text.textContent = "";
      var hidden = text.appendChild(document.createElement("span"));
      hidden.className = "gir-verborgen";
      hidden.textContent = "Fout: ";
      text.appendChild(document.createTextNode(fault.tekst));
      var before = field.querySelector(".gir-opties") || inputs[0];
      before.parentNode.insertBefore(text, before);
      field.classList.add("gir-vak--fout");
      var about = field.tagName === "FIELDSET" ? field : inputs[0];
      var said = (about.getAttribute("aria-describedby") || "").split(" ");
      if (said.indexOf(id) < 0) about.setAttribute("aria-describedby", said.concat(id).join(" ").trim());
      if (field.tagName !== "FIELDSET" || field.getAttribute("role") === "radiogroup") about.setAttribute("aria-invalid", "true");
    }
    return inputs[0];
  }

  function unmark() {
    faults.textContent = "";
    form.querySelectorAll(".gir-vak--fout").forEach(function (field) { field.classList.remove("gir-vak--fout"); });
    form.querySelectorAll("[aria-invalid]").forEach(function (one) { one.removeAttribute("aria-invalid"); });
    form.querySelectorAll(".gir-fout").forEach(function (text) {
      form.querySelectorAll('[aria-describedby~="' + text.id + '"]').forEach(function (one) {
        var left = one.getAttribute("aria-describedby").split(" ").filter(function (id) { return id !== text.id; });
        if (left.length) one.setAttribute("aria-describedby", left.join(" "));
        else one.removeAttribute("aria-describedby");
      });
      text.remove();
    });
  }

  function showFaults(found) {
    var index = names.indexOf(found[0].stap);
    if (index >= 0 && index !== now) show(index, true);
    unmark();
    var box = document.createElement("div");
    box.className = "gir-fouten";
    var heading = document.createElement("h2");
    heading.tabIndex = -1;
    heading.textContent = found.length === 1 ? "Er is 1 fout" : "Er zijn " + found.length + " fouten";
    var list = document.createElement("ul");
    list.className = "gir-foutlijst";
    found.forEach(function (fault) {
      var item = list.appendChild(document.createElement("li"));
      var input = mark(fault);
      if (!input) { item.textContent = fault.tekst; return; }
      var link = item.appendChild(document.createElement("a"));
      link.href = "#" + input.id;
      link.textContent = fault.tekst;
    });
    box.appendChild(heading);
    box.appendChild(list);
    faults.appendChild(box);
    document.title = "Fout: " + document.title.replace(/^Fout: /, "");
    heading.focus();
  }

  // The check page: the words of the server, or without a connection those on this page.

  var lines = [];

  function fillCheck() {
    var place = document.getElementById("controlelijst");
    var list = document.createElement("dl");
    list.className = "utrecht-data-list gir-lijst";
    (lines.length && !offline ? lines : ownLines()).forEach(function (line) {
      var row = list.appendChild(document.createElement("div"));
      var term = row.appendChild(document.createElement("dt"));
      var value = row.appendChild(document.createElement("dd"));
      var change = row.appendChild(document.createElement("dd"));
      term.textContent = line.label;
      term.className = "utrecht-data-list__item-key";
      value.textContent = line.waarde || "Niet ingevuld";
      value.className = "utrecht-data-list__item-value utrecht-data-list__item-value--html-dd gir-bewaar-regels";
      change.className = "gir-wijzig";
      var link = change.appendChild(document.createElement("a"));
      link.href = line.wijzig_url || address(names.indexOf(line.stap));
      link.appendChild(document.createTextNode("Wijzig"));
      var about = link.appendChild(document.createElement("span"));
      about.className = "gir-verborgen";
      about.textContent = " " + line.label.toLowerCase();
      if (line.stap) link.addEventListener("click", function (event) {
        event.preventDefault();
        show(names.indexOf(line.stap), true);
      });
    });
    place.textContent = "";
    place.appendChild(list);
  }

  // A bare "Ja" says nothing.
  function question(input) {
    var legend = input.type === "radio" && input.closest("fieldset").querySelector("legend");
    if (!legend) return "";
    var hint = legend.querySelector(".gir-niet-verplicht");
    return legend.textContent.replace(hint ? hint.textContent : "", "").trim() + " ";
  }

  // What was chosen before and is not asked any more does not count.
  function asked(input, step) {
    for (var place = input; place && place !== step; place = place.parentElement) {
      if (getComputedStyle(place).display === "none") return false;
    }
    return true;
  }

  function ownLines() {
    return steps.slice(0, -1).map(function (step) {
      var words = [];
      step.querySelectorAll("input, select, textarea").forEach(function (input) {
        if (input.type === "hidden" || !input.value || !asked(input, step)) return;
        if (input.type === "checkbox" || input.type === "radio") {
          if (input.checked) words.push(question(input) + form.querySelector('label[for="' + input.id + '"]').textContent);
        } else if (input.tagName === "SELECT") words.push(input.selectedOptions[0].textContent);
        else words.push(input.value);
      });
      return { label: step.dataset.titel, waarde: words.join("\n"), stap: step.dataset.stap };
    });
  }

  // "Vandaag" is the day on which it is chosen: the day of the server when the page came, and the nights since.

  var opened = new Date();
  var serverDay = form.elements.op.value;

  function today() {
    var here = new Date();
    var nights = Math.round((here.setHours(0, 0, 0, 0) - new Date(opened).setHours(0, 0, 0, 0)) / 86400000);
    var day = new Date(serverDay + "T12:00:00Z");
    day.setUTCDate(day.getUTCDate() + nights);
    return day.toISOString().slice(0, 10);
  }
  form.addEventListener("click", function (event) {
    if (event.target.name === "dag") form.elements.op.value = today();
  });

  // On this device

  function store() {
    if (!touched) return;
    var fields = [];
    new FormData(form).forEach(function (value, name) {
      if (NIET_BEWAARD.indexOf(name) < 0) fields.push([name, value]);
    });
    try {
      localStorage.setItem(key(), JSON.stringify({
        token: token, url: url, op: Date.now(), stap: reached, verzenden: waiting, velden: fields
      }));
    } catch (error) { /* a full or closed memory: the page itself still holds it */ }
  }

  function forget() { localStorage.removeItem(key()); }

  function giveBack(found) {
    form.querySelectorAll("input, select, textarea").forEach(function (input) {
      if (input.name === "" || NIET_BEWAARD.indexOf(input.name) >= 0) return;
      var values = found.velden.filter(function (pair) { return pair[0] === input.name; })
        .map(function (pair) { return pair[1]; });
      if (input.type === "checkbox" || input.type === "radio") input.checked = values.indexOf(input.value) >= 0;
      else if (values.length) input.value = values[0];
    });
    touched = true;
    // The same token: sent before the connection dropped, it is not sent twice.
    form.action = form.action.replace(token, found.token);
    url = url.replace(token, found.token);
    token = found.token;
    waiting = found.verzenden;
    reached = Math.min(found.stap, steps.length - 1);
  }

  // To the server

  function post(upTo, patience) {
    var data = new FormData(form);
    data.delete("formulier_merk");
    data.set("tot", upTo);
    var stop = new AbortController();
    var clock = setTimeout(function () { stop.abort(); }, patience);
    return fetch(url, {
      method: "POST", body: data, credentials: "same-origin", redirect: "manual", signal: stop.signal,
      headers: { Accept: "application/json" }
    }).then(function (answer) {
      if (answer.status !== 200 && answer.status !== 422) {
        store();
        refused(answer);
        return null;
      }
      return answer.json();
    }).then(function (answer) {
      if (answer) connected();
      return answer;
    }, function () {
      dropped();
      return null;
    }).finally(function () { clearTimeout(clock); });
  }

  function refused(answer) {
    var again = function () { location.assign(form.dataset.opnieuw); };
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      say("U bent niet meer ingelogd. Wat u typte, blijft op dit toestel bewaard. " + LEESBAAR, "Log opnieuw in", again);
    } else {
      say("Het versturen lukt nu niet. Wat u typte, blijft op dit toestel bewaard. " + LEESBAAR, "Probeer het opnieuw", again);
    }
  }

  function dropped() {
    offline = true;
    store();
    say(waiting
      ? "Geen verbinding. Uw melding staat klaar op dit toestel. Hij wordt vanzelf verstuurd zodra er verbinding is en u deze site open heeft. " + LEESBAAR
      : "Geen verbinding. Wat u typt blijft op dit toestel bewaard, tot er weer verbinding is. U kunt gewoon doorgaan. " + LEESBAAR);
    clearTimeout(timer);
    timer = setTimeout(retry, 5000);
  }

  function connected() {
    if (offline) say("");
    offline = false;
    clearTimeout(timer);
    if (!waiting) forget();
  }

  function retry() {
    if (waiting) send();
    else keep(15000);
  }

  function keep(patience) {
    var upTo = names[Math.min(reached, names.length - 2)];
    return post(upTo, patience).then(function (answer) {
      if (answer && answer.rijen) lines = answer.rijen;
      return answer && answer.fouten || [];
    });
  }

  function send() {
    if (busy) return;
    busy = waiting = true;
    document.getElementById("verstuur").textContent = "Bezig met versturen…";
    post("controle", 20000).then(function (answer) {
      busy = false;
      document.getElementById("verstuur").textContent = "Verstuur";
      if (!answer) return;
      waiting = false;
      if (answer.klaar) {
        forget();
        location.assign(answer.klaar);
      } else showFaults(answer.fouten);
    });
  }

  function next() {
    if (names[now] === "controle") return send();
    if (busy) return undefined;
    busy = true;
    var here = now;
    return keep(navigator.onLine ? 4000 : 1).then(function (found) {
      busy = false;
      var wrong = found.filter(function (fault) { return names.indexOf(fault.stap) <= here; });
      if (!wrong.length && offline) wrong = unanswered(here);
      if (wrong.length) return showFaults(wrong);
      return show(reached === names.length - 1 ? reached : here + 1, true);
    });
  }

  // What the server would ask, when it can't be reached.
  function unanswered(index) {
    var groups = steps[index].querySelectorAll('[role="radiogroup"][aria-required], .gir-verplicht fieldset');
    return Array.prototype.filter.call(groups, function (group) { return !group.querySelector(":checked"); })
      .map(function (group) {
        return {
          stap: names[index],
          veld: group.querySelector("input").name,
          tekst: "Kies een antwoord: " + group.querySelector("legend").textContent.trim()
        };
      });
  }

  form.addEventListener("submit", function (event) {
    if (event.submitter && event.submitter.name) return;
    event.preventDefault();
    next();
  });
  document.getElementById("terug").addEventListener("click", function (event) {
    if (now === 0 || now === first) return;
    event.preventDefault();
    history.back();
  });
  window.addEventListener("popstate", function (event) {
    show(event.state && event.state.stap !== undefined ? event.state.stap : first, false);
  });
  var idle = 0;
  form.addEventListener("input", function () {
    touched = true;
    if (offline || !navigator.onLine) return store();
    clearTimeout(idle);
    idle = setTimeout(function () { if (!busy) keep(15000); }, 3000);
  });
  window.addEventListener("offline", dropped);
  window.addEventListener("online", retry);

  steps.forEach(function (step) { step.disabled = false; });
  history.replaceState({ stap: now }, "", address(now));
  var mine = own().filter(function (name) {
    return "nieuw" in form.dataset || read(name).token === token;
  })[0];
  if (mine) {
    giveBack(read(mine));
    if (waiting) {
      show(names.length - 1, false);
      say("Uw melding stond nog klaar op dit toestel. Wij versturen hem nu.");
      send();
    } else {
      say("Dit typte u toen er geen verbinding was. Er is nog niets verstuurd.", "Weggooien", function () {
        forget();
        location.assign(form.dataset.opnieuw);
      });
      keep(15000);
    }
  }
})();
