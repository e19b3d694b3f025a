"use strict";

const assert = require("node:assert");
const test = require("node:test");
const { editor } = require("./stubs");
const manifest = require("../package.json");

test("the server is started in the folder, from where the settings say", async () => {
  const { extension, happened, context } = editor({ settings: { path: "/opt/newslint-lsp", args: ["--tcp"] } });
  await extension.activate(context);
  const [{ server, options }] = happened.clients;
  assert.deepStrictEqual(server, { command: "/opt/newslint-lsp", args: ["--tcp"], options: { cwd: "/home/desk/news" } });
  assert.ok(options.documentSelector.some(({ scheme, language }) => scheme === "untitled" && language === "markdown"));
  assert.ok(happened.clients[0].running);
});

test("every command and setting of the manifest is one that the code knows, and the other way round", async () => {
  const { extension, happened, context } = editor();
  await extension.activate(context);
  assert.deepStrictEqual(
    Object.keys(happened.commands).sort(),
    manifest.contributes.commands.map(({ command }) => command).sort(),
  );
  const settings = Object.keys(manifest.contributes.configuration.properties);
  const ofTheServer = ["newslint.unconfigured", "newslint.show", "newslint.twins"];
  assert.deepStrictEqual(settings, ["newslint.path", "newslint.args", ...ofTheServer, "newslint.trace.server"]);
  assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.every((name) => settings.includes(name)));
});

test("a restart stops the server and starts a new one", async () => {
  const { extension, happened, context } = editor();
  await extension.activate(context);
  await happened.commands["newslint.restart"]();
  assert.deepStrictEqual(happened.clients.map(({ running }) => running), [false, true]);
  assert.strictEqual(happened.disposed, 1);
});

test("restarts that come at once leave one server", async () => {
  const { extension, happened, context } = editor();
  const activated = extension.activate(context);
  const { "newslint.restart": restart } = happened.commands;
  await Promise.all([activated, restart(), restart(), restart()]);
  assert.strictEqual(happened.clients.filter(({ running }) => running).length, 1);
});

test("the server is started anew when its settings change or the folder is trusted, and for nothing else", async () => {
  const { extension, happened, context } = editor();
  await extension.activate(context);
  await happened.listeners.settings({ affectsConfiguration: (name) => name === "editor.fontSize" });
  assert.strictEqual(happened.clients.length, 1);
  await happened.listeners.settings({ affectsConfiguration: (name) => name === "newslint.path" });
  assert.strictEqual(happened.clients.length, 2);
  await happened.listeners.trust();
  assert.strictEqual(happened.clients.length, 3);
});

test("a server that cannot be started is said once, with what to do, and the editor goes on", async () => {
  const { extension, happened, context } = editor({ failing: true });
  await extension.activate(context);
  assert.strictEqual(happened.errors.length, 1);
  assert.match(happened.errors[0], /pip install newslint-lsp/);
  assert.ok(happened.log.some((line) => line.includes("ENOENT")));
  await extension.deactivate();
});

test("the server ends with the editor", async () => {
  const { extension, happened, context } = editor();
  await extension.activate(context);
  await extension.deactivate();
  assert.strictEqual(happened.clients[0].running, false);
});

test("in a folder that is not trusted nothing of the folder is started", async () => {
  const { extension, happened, context } = editor({ isTrusted: false, interpreter: "/home/desk/news/.venv/bin/python" });
  await extension.activate(context);
  const { command, options } = happened.clients[0].server;
  assert.strictEqual(command, "newslint-lsp");
  assert.ok(options.cwd && !options.cwd.startsWith("/home/desk/news"), "Windows looks for programs there first");
});
