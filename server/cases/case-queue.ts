/** Lets one after the other work on the same case, in this process; cases do not wait for each other. */
export class CaseQueue {
  private readonly last = new Map<string, Promise<unknown>>();

  async inTurn<T>(caseId: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(caseId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(caseId, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(caseId) === mine) this.last.delete(caseId);
    }
  }
}
