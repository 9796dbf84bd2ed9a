// Passkeys: asks the device, puts its answer in the form and sends that. Every page that has this script also
// has another way, for who has no script or no passkey.
(function () {
  "use strict";
  var able = window.PublicKeyCredential && window.webauthnJSON;

  function wanted(form) {
    var own = document.getElementById("js_data");
    if (own) return Promise.resolve(JSON.parse(own.textContent));
    return fetch(form.action, { headers: { Accept: "application/json" } }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
  }

  document.querySelectorAll("[data-passkey-niet]").forEach(function (told) { told.hidden = Boolean(able); });
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var told = form.querySelector("[role=alert]");
    form.hidden = !able;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      told.textContent = "";
      wanted(form).then(function (data) {
        return data.creation_options
          ? window.webauthnJSON.create(data.creation_options)
          : window.webauthnJSON.get(data.request_options);
      }).then(function (credential) {
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      }).catch(function () {
        var line = told.appendChild(document.createElement("p"));
        line.className = "gir-fout";
        line.textContent = "Dat is niet gelukt. Probeer het opnieuw, of kies een andere manier.";
      });
    });
  });
})();
