// Which program is started as the language server. Knows no editor, so that it can be tested without one.
"use strict";

const os = require("node:os");
const path = require("node:path");

const NAME = "newslint-lsp";

/**
 * Return the places where the server may lie, the likeliest first.
 *
 * @param {object} where
 * @param {string} where.configured what the settings say; "" for nothing
 * @param {string | undefined} where.folder the folder that is open
 * @param {string | undefined} where.interpreter of the Python environment that the user chose
 * @param {boolean} where.isTrusted whether the user trusts the folder
 * @param {string} where.platform as Node.js calls it
 * @returns {string[]} paths; the name alone, which the system looks for, comes last
 */
function candidates({ configured, folder, interpreter, isTrusted, platform }) {
  const paths = platform === "win32" ? path.win32 : path.posix;
  const program = platform === "win32" ? `${NAME}.exe` : NAME;
  if (configured) {
    const named = expanded(configured, folder, paths);
    return isTrusted || !paths.isAbsolute(named) || !isInside(named, folder, paths) ? [named] : [program];
  }
  const inEnvironment = platform === "win32" ? "Scripts" : "bin";
  const found = [];
  if (interpreter && (isTrusted || !isInside(interpreter, folder, paths))) {
    found.push(paths.join(paths.dirname(interpreter), program));
  }
  if (folder && isTrusted) {
    found.push(paths.join(folder, ".venv", inEnvironment, program));
  }
  return [...new Set(found), program];
}

/**
 * Return the first place where there is a file, else the name alone.
 *
 * @param {string[]} places as `candidates` gives them
 * @param {(file: string) => boolean} exists
 */
function chosen(places, exists) {
  return places.find((place) => exists(place)) ?? places[places.length - 1];
}

function expanded(configured, folder, paths) {
  const home = configured.replace(/^~(?=[\\/]|$)/, () => os.homedir());
  const full = home.replaceAll("${workspaceFolder}", () => folder ?? "");
  const isBareName = !/[\\/]/.test(full);
  return isBareName || paths.isAbsolute(full) || !folder ? full : paths.join(folder, full);
}

function isInside(file, folder, paths) {
  if (!folder) {
    return false;
  }
  const relative = paths.relative(folder, file);
  return relative !== "" && !relative.startsWith("..") && !paths.isAbsolute(relative);
}

module.exports = { candidates, chosen, NAME };
