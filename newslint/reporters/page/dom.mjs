// Makes nodes. A string becomes text, never markup: what stands in an article can do nothing here.

const SVG = "http://www.w3.org/2000/svg";

/** Return an element. An attribute that is null or false is left out; a function listens to the event of its name. */
export function make(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Return an element of a drawing. */
export function draw(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Return "1 place", "2,000 places". */
export function counted(count, one, several = `${one}s`) {
  return `${figure(count)} ${count === 1 ? one : several}`;
}

/** Return a number with commas between its thousands. */
export function figure(count) {
  return count.toLocaleString("en-GB");
}

/** Return a share as a whole percentage. */
export function percent(share) {
  return `${Math.round(share * 100)}%`;
}
