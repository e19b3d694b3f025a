// Verdicts are kept in the browser, per report; a report that replaced others takes over what was said there.

const NAME = (report) => `newslint:${report}`;

/** Keeps verdicts where the browser lets us. `works` is false where it does not. */
export class Keeper {
  constructor(run, storage = browserStorage()) {
    this.run = run;
    this.storage = storage;
    this.works = storage !== null;
  }

  /** Return what was saved for this report, else for the last of those before it, else nothing. */
  load() {
    for (const report of [this.run.report, ...(this.run.formers ?? [])]) {
      const saved = this.read(report);
      if (saved) return saved;
    }
    return {};
  }

  read(report) {
    try {
      return JSON.parse(this.storage.getItem(NAME(report)));
    } catch {
      return null;
    }
  }

  save(saved) {
    this.works = this.put(saved) || (this.clear() && this.put(saved));
  }

  put(saved) {
    try {
      this.storage.setItem(NAME(this.run.report), JSON.stringify(saved));
      return true;
    } catch {
      return false;
    }
  }

  /** Where there is no more room: forget what was said in the reports that this one replaced, for it was taken over. */
  clear() {
    for (const report of this.run.formers ?? []) this.storage?.removeItem(NAME(report));
    return this.storage !== null;
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
