// Small helps; every page works without this file.
(function () {
  "use strict";

  // A form is sent once. The button stays enabled, so that its name and value go along.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    // What a form kept on this device is for who is signed in (see agressie_melden.js).
    if (/\/logout\/$/.test(form.action)) {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf("gir-melding:") === 0) localStorage.removeItem(name);
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

  // Back shows the page from the browser's memory: the form may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-verstuurd]").forEach(function (form) {
      delete form.dataset.verstuurd;
    });
  });
})();
