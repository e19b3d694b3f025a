// Starts newslint's language server, and lets the user restart it and read its log.
"use strict";

const fs = require("node:fs");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { candidates, chosen, NAME } = require("./server");

const LANGUAGES = ["plaintext", "markdown", "html"];
const WATCHED = "**/{newslint.toml,pyproject.toml,.newslint-accepted.jsonl}";

/** What runs: the client of the server and what watches files for it. */
let running;
let log;
/** The last of the starts and stops, which come one after the other. */
let last = Promise.resolve();

function activate(context) {
  log = vscode.window.createOutputChannel("newslint");
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("newslint.restart", restart),
    vscode.commands.registerCommand("newslint.showLog", () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(followSettings),
  );
  return restart();
}

function deactivate() {
  return next(stop);
}

function restart() {
  return next(async () => {
    await stop();
    await start();
  });
}

/** Do something when all that was begun is done, whatever came of it. */
function next(what) {
  last = last.then(what, what);
  return last;
}

function followSettings(event) {
  const isOurs = ["newslint.path", "newslint.args"].some((name) => event.affectsConfiguration(name));
  return isOurs ? restart() : undefined;
}

async function stop() {
  const { client, fileEvents } = running ?? {};
  running = undefined;
  fileEvents?.dispose();
  if (client?.isRunning()) {
    await client.stop();
  }
}

async function start() {
  const settings = vscode.workspace.getConfiguration("newslint");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const command = await program(settings, folder);
  log.appendLine(`starting ${command}`);
  const fileEvents = vscode.workspace.createFileSystemWatcher(WATCHED);
  const documentSelector = ["file", "untitled"].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
  // Windows looks for a program first in the folder where it is started.
  const cwd = vscode.workspace.isTrusted ? folder : __dirname;
  const server = { command, args: settings.get("args", []), options: { cwd } };
  const client = new LanguageClient("newslint", "newslint", server, {
    documentSelector,
    outputChannel: log,
    synchronize: { fileEvents },
  });
  running = { client, fileEvents };
  try {
    await client.start();
  } catch (problem) {
    await stop();
    log.appendLine(`${command} cannot be started: ${problem}`);
    // Not awaited: it stays until somebody answers.
    void advise(command);
  }
}

async function program(settings, folder) {
  const places = candidates({
    configured: settings.get("path", "").trim(),
    folder,
    interpreter: await interpreter(),
    isTrusted: vscode.workspace.isTrusted,
    platform: process.platform,
  });
  return chosen(places, fs.existsSync);
}

/** Return the interpreter of the environment that the user chose in the Python extension, if there is one. */
async function interpreter() {
  const python = vscode.extensions.getExtension("ms-python.python");
  try {
    const api = python && (python.isActive ? python.exports : await python.activate());
    return api?.environments?.getActiveEnvironmentPath()?.path;
  } catch (problem) {
    log.appendLine(`the Python extension does not answer: ${problem}`);
    return undefined;
  }
}

async function advise(command) {
  const [settings, show] = ["Open the settings", "Show the log"];
  const answer = await vscode.window.showErrorMessage(
    `newslint checks nothing here: ${command} cannot be started. ` +
      `Install ${NAME} (pip install newslint-lsp), or say in the setting newslint.path where it lies.`,
    settings,
    show,
  );
  if (answer === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "newslint.path");
  } else if (answer === show) {
    log.show();
  }
}

module.exports = { activate, deactivate };
