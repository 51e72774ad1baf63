// Counts what passed and tells what did not.

export class Report {
  passed = 0;
  failures = [];

  /** A check by its name, with what is wrong; nothing is wrong where the list is empty. */
  check(name, faults) {
    if (faults.length === 0) this.passed += 1;
    else this.failures.push({ name, faults });
  }

  /** Every failure, a few lines each, and the counts in the last line. */
  lines() {
    const failures = [...this.failures].sort((one, other) => (one.name < other.name ? -1 : 1));
    const told = failures.flatMap(({ name, faults }) => [
      `FAILED ${name}`,
      ...faults.slice(0, 5).map((fault) => `    ${fault}`),
      ...(faults.length > 5 ? [`    and ${faults.length - 5} more`] : []),
    ]);
    return [...told, `${this.passed} passed, ${failures.length} failed`];
  }
}
