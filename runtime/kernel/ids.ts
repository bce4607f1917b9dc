/**
 * Makes ids from the seed that came with the command: the same seed gives the same ids in the same order, so replaying a
 * command after a conflict or a crash makes no second task.
 */
export class IdSource {
  private next = 0;

  constructor(private readonly seed: string) {}

  id(): string {
    this.next += 1;
    return `${this.seed}-${this.next.toString(36)}`;
  }
}
