/**
 * Knows whether something is being pressed. A press takes the cursor out of a field, and a message that then appears
 * under the field would push away what is pressed before it is let go: the press would be lost.
 */
export class PressWatch {
  private isPressed = false;
  private waiting: (() => void)[] = [];

  /** Begins to watch. @returns ends it */
  watch(page: EventTarget): () => void {
    const ended = new AbortController();
    const options = { capture: true, signal: ended.signal };
    const press = () => {
      this.isPressed = true;
    };
    // What the press does comes right after its end, in the same turn.
    const release = () => setTimeout(() => this.release());
    page.addEventListener('pointerdown', press, options);
    page.addEventListener('pointerup', release, options);
    page.addEventListener('pointercancel', release, options);
    return () => {
      ended.abort();
      this.release();
    };
  }

  /** Does it now, or once what is pressed has been let go. */
  readonly afterPress = (act: () => void): void => {
    if (this.isPressed) this.waiting.push(act);
    else act();
  };

  private release(): void {
    this.isPressed = false;
    for (const act of this.waiting.splice(0)) act();
  }
}
