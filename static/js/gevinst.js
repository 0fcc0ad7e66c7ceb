/* Small behaviour for every page: menus that close, goals that fold on a phone, focus and announcements after
   a part of the page has been replaced. Everything works without this file; it only makes it smoother. */
(function () {
  "use strict";

  var narrow = window.matchMedia("(max-width: 63.99rem)");

  function closeMenus(except) {
    document.querySelectorAll("details[data-dismiss][open]").forEach(function (menu) {
      if (menu !== except) {
        menu.open = false;
      }
    });
  }

  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details[data-dismiss]"));
    var fold = event.target.closest("button.fold");
    if (fold) {
      setFolded(fold, fold.getAttribute("aria-expanded") === "true");
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    var open = document.querySelector("details[data-dismiss][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  function setFolded(button, folded) {
    button.setAttribute("aria-expanded", String(!folded));
    button.closest(".kpi-goal").classList.toggle("is-folded", folded);
  }

  /* On a phone the goals start folded, except the one the address points into, and all where filters are set. */
  function foldGoals(root) {
    if (!narrow.matches || root.querySelector("[data-unfolded]")) {
      return;
    }
    root.querySelectorAll("button.fold").forEach(function (button) {
      var goal = button.closest(".kpi-goal");
      var target = location.hash && document.getElementById(location.hash.slice(1));
      setFolded(button, !(target && goal.contains(target)));
    });
  }

  /* A link into a folded goal opens it. */
  window.addEventListener("hashchange", function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var goal = target && target.closest(".kpi-goal.is-folded");
    if (goal) {
      setFolded(goal.querySelector("button.fold"), false);
      target.scrollIntoView();
    }
  });

  function announce(root) {
    var source = root.matches("[data-announce]") ? root : root.querySelector("[data-announce]");
    var place = document.getElementById("announcer");
    if (!source || !place) {
      return;
    }
    place.textContent = "";
    window.setTimeout(function () {
      place.textContent = source.textContent.trim().replace(/\s+/g, " ");
    }, 50);
  }

  function showFailure(failed) {
    var message = document.getElementById("request-failed");
    if (message) {
      message.hidden = !failed;
      if (failed) {
        message.scrollIntoView({ block: "nearest" });
      }
    }
  }

  /* Filters that are not set stay out of the address, so that it is short enough to pass on. */
  document.addEventListener("htmx:configRequest", function (event) {
    var data = event.detail.formData;
    if (!event.detail.elt.matches("form.filters") || !data) {
      return;
    }
    Array.from(data.keys()).forEach(function (name) {
      if (data.getAll(name).join("") === "") {
        data.delete(name);
      }
    });
  });

  /* A fragment asked for after the session ended is answered with the sign-in page: load the whole page then. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.responseText.indexOf("data-page=\"login\"") !== -1) {
      event.detail.shouldSwap = false;
      location.reload();
      return;
    }
    showFailure(false);
  });

  /* A list that is searched by typing changes with every key. What follows from the choice is asked for when the person
     has finished: on leaving the list, or after a pause. */
  var PAUSE = 600;
  var choosing = 0;

  function chosen(list) {
    if (choosing) {
      window.clearTimeout(choosing);
      choosing = 0;
      list.closest(".entry-cell").dispatchEvent(new Event("cell-chosen"));
    }
  }

  document.addEventListener("change", function (event) {
    if (event.target.matches(".entry-cell select")) {
      window.clearTimeout(choosing);
      choosing = window.setTimeout(chosen, PAUSE, event.target);
    }
  });

  document.addEventListener("focusout", function (event) {
    if (event.target.matches(".entry-cell select")) {
      chosen(event.target);
    }
  });

  /* What was typed while the form was being fetched for another choice is newer than what comes back: keep it. */
  var typedMeanwhile = {};

  function isTyped(field) {
    return field.name && (field.tagName === "TEXTAREA" || field.type === "text");
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    var sent = event.detail.requestConfig && event.detail.requestConfig.formData;
    typedMeanwhile = {};
    if (!sent || event.detail.target.id !== "entry") {
      return;
    }
    event.detail.target.querySelectorAll("input, textarea").forEach(function (field) {
      if (isTyped(field) && field.value !== (sent.get(field.name) || "")) {
        typedMeanwhile[field.name] = field.value;
      }
    });
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = document.getElementById("entry-form");
    if (!form || !event.detail.successful || !event.detail.elt.matches(".entry-cell")) {
      return;
    }
    Object.keys(typedMeanwhile).forEach(function (name) {
      var field = form.elements[name];
      if (field && isTyped(field)) {
        field.value = typedMeanwhile[name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
    typedMeanwhile = {};
    var standing = document.getElementById("entry-standing");
    if (standing) {
      announce(standing);
    }
  });

  /* htmx:load comes once for the page and once for each part that has been swapped in. */
  document.addEventListener("htmx:load", function (event) {
    foldGoals(event.detail.elt);
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    var root = document.getElementById(event.detail.target.id) || event.detail.elt;
    announce(root);
    var focus = root.querySelector("[data-focus]");
    if (focus) {
      focus.setAttribute("tabindex", "-1");
      focus.focus();
    }
  });

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () {
      showFailure(true);
    });
  });

  /* An error summary is read first. */
  var summary = document.querySelector(".error-summary");
  if (summary) {
    summary.focus();
  }
})();
