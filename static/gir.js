// Small helps; every page works without this file.
(function () {
  "use strict";

  // A form is sent once. The button stays enabled, so that its name and value go along.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    // What a form kept on this device is for who is signed in (see agressie_melden.js): not what waits there of
    // somebody else.
    var account = document.querySelector("[data-account]");
    if (account && /\/logout\/$/.test(form.action)) {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf("gir-melding:" + account.dataset.account) === 0) localStorage.removeItem(name);
      });
    }
    if (form.dataset.verstuurd) {
      event.preventDefault();
      return;
    }
    form.dataset.verstuurd = "1";
    // A download or a failed connection leaves the page as it is: allow another try.
    window.setTimeout(function () { delete form.dataset.verstuurd; }, 8000);
  });

  // A file that is too large is told before it is sent; who has no script hears it afterwards.
  document.addEventListener("change", function (event) {
    var input = event.target, most = Number(input.dataset.hooguit);
    if (!most || !input.files) return;
    var told = document.getElementById(input.id + "_te_groot");
    if (told) told.remove();
    var large = Array.prototype.filter.call(input.files, function (file) { return file.size > most; });
    if (!large.length) return;
    told = document.createElement("p");
    told.id = input.id + "_te_groot";
    told.className = "gir-fout";
    told.setAttribute("role", "alert");
    told.textContent = "“" + large[0].name + "” is te groot. Een bestand mag hooguit " +
      Math.floor(most / 1048576) + " MB zijn. Kies opnieuw.";
    input.value = "";
    input.before(told);
  });

  // What somebody sent without a connection (see agressie_melden.js) goes from any page, once there is one.
  function tell(text, address, link) {
    var main = document.getElementById("inhoud"), box = document.getElementById("alsnog");
    if (!box) {
      box = document.createElement("div");
      box.id = "alsnog";
      box.setAttribute("role", "status");
      main.prepend(box);
    }
    box.className = "utrecht-alert utrecht-alert--warning";
    box.textContent = "";
    var inside = box.appendChild(document.createElement("div"));
    inside.className = "utrecht-alert__content";
    var line = inside.appendChild(document.createElement("p"));
    line.textContent = text + " ";
    if (!address) return;
    var made = line.appendChild(document.createElement("a"));
    made.href = address;
    made.textContent = link;
  }

  function sendWaiting() {
    var mine = "gir-melding:" + document.body.dataset.toestel + ":";
    var csrf = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!document.body.dataset.toestel || !csrf || !window.fetch) return;
    if (document.querySelector("form[data-versturen]")) return; // that page sends it itself
    Object.keys(localStorage).forEach(function (name) {
      if (name.indexOf(mine) !== 0) return;
      var kept;
      try { kept = JSON.parse(localStorage.getItem(name)); } catch (error) { return; }
      if (!kept || !kept.verzenden || !kept.url) return;
      if (!navigator.onLine) return tell("Geen verbinding. Uw melding staat klaar op dit toestel. Wij versturen hem zodra er verbinding is.");
      var data = new FormData();
      kept.velden.forEach(function (pair) { data.append(pair[0], pair[1]); });
      data.set("csrfmiddlewaretoken", csrf.value);
      data.set("tot", "controle");
      fetch(kept.url, { method: "POST", body: data, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.status === 200 ? answer.json() : {}; })
        .then(function (answer) {
          if (!answer.klaar) return tell("Uw melding staat nog op dit toestel en is nog niet verstuurd.", kept.url.replace(/[^/]+\/versturen\/$/, ""), "Kijk hem na en verstuur");
          localStorage.removeItem(name);
          tell("Uw melding is alsnog verstuurd.", answer.klaar, "Bekijk wat er nu gebeurt");
        }, function () { /* no connection yet: at the next page, or when it is back */ });
    });
  }
  window.addEventListener("online", sendWaiting);
  sendWaiting();

  // Back shows the page from the browser's memory: the form may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-verstuurd]").forEach(function (form) {
      delete form.dataset.verstuurd;
    });
  });
})();
