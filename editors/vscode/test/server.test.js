"use strict";

const assert = require("node:assert");
const os = require("node:os");
const test = require("node:test");
const { candidates, chosen } = require("../src/server");

const here = { configured: "", folder: "/home/desk/news", interpreter: undefined, isTrusted: true, platform: "linux" };

test("the environment that the user chose comes first, then that of the folder, then what the system knows", () => {
  assert.deepStrictEqual(candidates({ ...here, interpreter: "/opt/env/bin/python" }), [
    "/opt/env/bin/newslint-lsp",
    "/home/desk/news/.venv/bin/newslint-lsp",
    "newslint-lsp",
  ]);
});

test("on Windows programs have a suffix and lie in Scripts", () => {
  const found = candidates({ ...here, folder: "C:\\news", interpreter: "C:\\env\\Scripts\\python.exe", platform: "win32" });
  assert.deepStrictEqual(found, [
    "C:\\env\\Scripts\\newslint-lsp.exe",
    "C:\\news\\.venv\\Scripts\\newslint-lsp.exe",
    "newslint-lsp.exe",
  ]);
});

test("what the settings say is the only place", () => {
  const settings = {
    "/opt/newslint-lsp": "/opt/newslint-lsp",
    "newslint-lsp": "newslint-lsp",
    "env/bin/newslint-lsp": "/home/desk/news/env/bin/newslint-lsp",
    "${workspaceFolder}/env/newslint-lsp": "/home/desk/news/env/newslint-lsp",
    "~/env/newslint-lsp": `${os.homedir()}/env/newslint-lsp`,
  };
  for (const [configured, meant] of Object.entries(settings)) {
    assert.deepStrictEqual(candidates({ ...here, configured }), [meant]);
  }
});

test("of a folder that is not trusted no program is started, not even by way of its environment", () => {
  const inside = { ...here, isTrusted: false, interpreter: "/home/desk/news/.venv/bin/python" };
  assert.deepStrictEqual(candidates(inside), ["newslint-lsp"]);
  const outside = { ...here, isTrusted: false, interpreter: "/opt/env/bin/python" };
  assert.deepStrictEqual(candidates(outside), ["/opt/env/bin/newslint-lsp", "newslint-lsp"]);
  for (const configured of ["env/newslint-lsp", "${workspaceFolder}/newslint-lsp", "/home/desk/news/x/../newslint-lsp"]) {
    assert.deepStrictEqual(candidates({ ...here, isTrusted: false, configured }), ["newslint-lsp"]);
  }
  assert.deepStrictEqual(candidates({ ...here, isTrusted: false, configured: "/opt/lsp" }), ["/opt/lsp"]);
});

test("without a folder the system is asked", () => {
  assert.deepStrictEqual(candidates({ ...here, folder: undefined }), ["newslint-lsp"]);
});

test("the first place that is there is taken, else the name", () => {
  assert.strictEqual(chosen(["/a", "/b", "name"], (place) => place === "/b"), "/b");
  assert.strictEqual(chosen(["/a", "name"], () => false), "name");
});
