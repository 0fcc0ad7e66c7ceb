/* What is typed in the entry form outlives the request: it lies in this browser, per person and cell, until it has been
   saved, is thrown away, or its owner signs out after a warning. The server hears of it only when it is saved.

   The person goes by a hash that only the server can make, so that the next one at the machine is not shown it. */
(function () {
  "use strict";

  var FIELDS = ["value", "qualifier", "numerator", "denominator", "comment", "reason"];
  var DAYS = 30;
  var owner = document.body.getAttribute("data-drafts-of");
  var form = document.getElementById("entry-form");
  if (!owner) {
    return;
  }
  var prefix = "gevinst.draft." + owner + ".";

  /* A browser may refuse to store anything; then nothing is kept, and nothing else changes. */
  function attempt(what) {
    try {
      return what(window.localStorage);
    } catch (refused) {
      return null;
    }
  }

  function read(key) {
    return attempt(function (store) {
      var draft = JSON.parse(store.getItem(key));
      return draft && typeof draft === "object" && draft.fields ? draft : null;
    });
  }

  function remove(key) {
    attempt(function (store) { store.removeItem(key); });
  }

  function write(key, draft) {
    attempt(function (store) { store.setItem(key, JSON.stringify(draft)); });
  }

  function keys() {
    return attempt(function (store) {
      return Object.keys(store).filter(function (key) { return key.indexOf(prefix) === 0; });
    }) || [];
  }

  function forgetOld() {
    var oldest = Date.now() - DAYS * 24 * 60 * 60 * 1000;
    keys().forEach(function (key) {
      var draft = read(key);
      if (!draft || !(draft.at > oldest)) {
        remove(key);
      }
    });
  }

  /* ---- signing out ---- */

  document.addEventListener("submit", function (event) {
    var question = event.target.getAttribute("data-sign-out");
    if (!question || !keys().length) {
      return;
    }
    if (window.confirm(question)) {
      keys().forEach(remove);
    } else {
      event.preventDefault();
    }
  });

  forgetOld();
  if (!form) {
    return;
  }

  /* ---- the entry form ---- */

  var notice = document.getElementById("entry-drafts");
  var plan = form.getAttribute("data-plan");
  var dirty = form.hasAttribute("data-typed"); // what was posted came back with the page
  var current = cellKey();

  function part(name) {
    return form.elements[name] ? form.elements[name].value : "";
  }

  function cellKey() {
    return prefix + [plan, part("kpi"), part("organisation"), part("period")].join("|");
  }

  function typed() {
    var fields = {};
    FIELDS.forEach(function (name) {
      if (part(name).trim() !== "") {
        fields[name] = part(name);
      }
    });
    return fields;
  }

  function keep() {
    var fields = typed();
    if (Object.keys(fields).length) {
      write(current, { fields: fields, at: Date.now(), sent: false });
    } else {
      remove(current);
    }
  }

  function cellOf(key) {
    var parts = key.slice(prefix.length).split("|");
    return { plan: parts[0], kpi: parts[1], organisation: parts[2], period: parts[3] };
  }

  function nameOf(key) {
    var cell = cellOf(key);
    var option = Array.from(form.elements.period.options).find(function (one) { return one.value === cell.period; });
    return [cell.kpi, cell.organisation, option && cell.period ? option.text : cell.period].filter(Boolean).join(", ");
  }

  function say(template, key, more) {
    var copy = document.getElementById(template).content.cloneNode(true);
    copy.querySelectorAll("[data-cell]").forEach(function (place) { place.textContent = nameOf(key); });
    copy.querySelectorAll("[data-day]").forEach(function (place) {
      var english = document.documentElement.lang === "en";
      var day = new Date(read(key).at).toLocaleString(
        english ? "en-GB" : "nb-NO", { dateStyle: "long", timeStyle: "short" });
      place.textContent = english ? day : day.replace(/:(\d\d)$/, ".$1"); // as all other times are written
    });
    if (more) {
      more(copy);
    }
    notice.appendChild(copy);
  }

  /* Put a draft into the empty form, and say so. */
  function restore() {
    var draft = read(current);
    notice.textContent = "";
    if (draft && !dirty) {
      FIELDS.forEach(function (name) {
        var field = form.elements[name];
        if (field && typeof draft.fields[name] === "string") {
          field.value = draft.fields[name];
          var folded = field.closest("details");
          if (folded) {
            folded.open = true;
          }
        }
      });
      say("draft-restored", current, function (copy) {
        copy.querySelector("button").addEventListener("click", function () {
          FIELDS.forEach(function (name) {
            if (form.elements[name]) {
              form.elements[name].value = "";
            }
          });
          remove(current);
          dirty = false;
          notice.textContent = "";
          form.elements.value.focus();
          ask();
        });
      });
      dirty = true;
      ask();
    }
    listOthers();
  }

  function ask() {
    form.elements.value.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function listOthers() {
    keys().filter(function (key) {
      return key !== current && cellOf(key).plan === plan && cellOf(key).kpi;
    }).forEach(function (key) {
      say("draft-elsewhere", key, function (copy) {
        var cell = cellOf(key);
        var query = new URLSearchParams();
        ["kpi", "organisation", "period"].forEach(function (name) {
          if (cell[name]) {
            query.set(name, cell[name]);
          }
        });
        copy.querySelector("a").href = form.action + "?" + query.toString();
        copy.querySelector("button").addEventListener("click", function (event) {
          remove(key);
          event.target.closest("[data-draft]").remove();
        });
      });
    });
  }

  form.addEventListener("input", function (event) {
    if (event.isTrusted && FIELDS.indexOf(event.target.name) >= 0) {
      dirty = true;
      keep();
    }
  });

  /* Another cell is chosen: what is typed goes along to it; an empty form takes up what was typed there before. */
  form.addEventListener("change", function (event) {
    if (!event.target.closest(".entry-cell")) {
      return;
    }
    var before = current;
    current = cellKey();
    if (before === current) {
      return;
    }
    if (Object.keys(typed()).length) {
      remove(before);
      keep();
    } else {
      dirty = false;
    }
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.successful && event.detail.elt.matches(".entry-cell") && !dirty) {
      restore();
    }
  });

  form.addEventListener("submit", function (event) {
    var draft = read(current);
    if (draft && !(event.submitter && event.submitter.name === "preview")) {
      draft.sent = true;
      write(current, draft);
    }
  });

  /* Whoever keeps what another has saved gives up what was typed. */
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-drop-draft]")) {
      remove(current);
    }
  });

  /* What the page says was saved is no draft any more, unless somebody has typed on since it was sent. */
  var saved = document.querySelector("[data-saved]");
  if (saved) {
    var key = prefix + [plan].concat(saved.getAttribute("data-saved").split(" ")).join("|");
    var draft = read(key);
    if (draft && draft.sent) {
      remove(key);
    }
  }
  document.getElementById("drafts-note").hidden = false;
  /* When all is ready, so that the meaning of what comes back is asked for. */
  document.addEventListener("DOMContentLoaded", function () {
    if (dirty) {
      keep();
      listOthers();
    } else {
      restore();
    }
  });
})();
