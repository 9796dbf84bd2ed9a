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

  // Back shows the page from the browser's memory: the form may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-verstuurd]").forEach(function (form) {
      delete form.dataset.verstuurd;
    });
  });
})();
