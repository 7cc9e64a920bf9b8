// Elements of the page. Texts of strangers reach it as text only: there is no innerHTML in this script.

/** The element of that id. */
const byId = (id) => document.getElementById(id);

/**
 * Makes an element.
 *
 * Properties are set as attributes; `on` holds listeners, `text` the content. Children may be texts.
 */
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (key === "text") {
      element.textContent = value;
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

/** A button with a text. */
const button = (text, press, properties = {}) =>
  make("button", { type: "button", text, on: { click: press }, ...properties });

/** A text of strangers, set apart so that its direction does not spread. */
const quoted = (text, name = "bdi") => make(name, { text });

/** Tells what happened, also to a screen reader. */
const say = (text) => {
  byId("message").textContent = text;
};
