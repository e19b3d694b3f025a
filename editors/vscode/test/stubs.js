// Stand-ins for the modules that only the editor has.
"use strict";

const Module = require("node:module");

/** Return an editor and what happened in it, and let `require` find it. */
function editor({ settings = {}, folder = "/home/desk/news", isTrusted = true, interpreter, failing = false } = {}) {
  const happened = { clients: [], commands: {}, errors: [], log: [], disposed: 0, listeners: {} };
  const listen = (name) => (listener) => {
    happened.listeners[name] = listener;
    return { dispose() {} };
  };
  const vscode = {
    window: {
      createOutputChannel: () => ({ appendLine: (line) => happened.log.push(line), show: () => happened.log.push("shown") }),
      showErrorMessage: async (message) => void happened.errors.push(message),
    },
    commands: {
      registerCommand: (name, command) => {
        happened.commands[name] = command;
        return { dispose() {} };
      },
      executeCommand: async () => {},
    },
    workspace: {
      isTrusted,
      workspaceFolders: folder ? [{ uri: { fsPath: folder } }] : undefined,
      getConfiguration: () => ({ get: (name, otherwise) => settings[name] ?? otherwise }),
      createFileSystemWatcher: () => ({ dispose: () => (happened.disposed += 1) }),
      onDidGrantWorkspaceTrust: listen("trust"),
      onDidChangeConfiguration: listen("settings"),
    },
    extensions: {
      getExtension: () =>
        interpreter && {
          isActive: true,
          exports: { environments: { getActiveEnvironmentPath: () => ({ path: interpreter }) } },
        },
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) {
      Object.assign(this, { id, server, options, running: false, starts: 0 });
      happened.clients.push(this);
    }
    async start() {
      this.starts += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (failing) {
        throw new Error("spawn ENOENT");
      }
      this.running = true;
    }
    async stop() {
      this.running = false;
    }
    isRunning() {
      return this.running;
    }
  }
  const load = Module._load;
  Module._load = (name, ...rest) =>
    name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
  const file = require.resolve("../src/extension");
  delete require.cache[file];
  const extension = require(file);
  Module._load = load;
  return { extension, happened, context: { subscriptions: [] } };
}

module.exports = { editor };
