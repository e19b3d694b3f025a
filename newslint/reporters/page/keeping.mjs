// Verdicts are kept in the browser, per report; a report that replaced another one takes over what was said there.

const NAME = (report) => `newslint:${report}`;

/** Keeps verdicts where the browser lets us. `works` is false where it does not. */
export class Keeper {
  constructor(run, storage = browserStorage()) {
    this.run = run;
    this.storage = storage;
    this.works = storage !== null;
  }

  /** Return what was saved for this report, else for the one that it replaced, else nothing. */
  load() {
    return this.read(this.run.report) ?? (this.run.former && this.read(this.run.former)) ?? {};
  }

  read(report) {
    try {
      return JSON.parse(this.storage.getItem(NAME(report)));
    } catch {
      return null;
    }
  }

  save(saved) {
    try {
      this.storage.setItem(NAME(this.run.report), JSON.stringify(saved));
      this.works = true;
    } catch {
      this.works = false;
    }
  }
}

function browserStorage() {
  try {
    const storage = window.localStorage;
    storage.setItem("newslint", "1");
    storage.removeItem("newslint");
    return storage;
  } catch {
    return null;
  }
}
