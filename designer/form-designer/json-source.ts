/** A value of a text with the characters that it stands in. */
interface SourceNode {
  readonly value: unknown;
  readonly text: string;
  /** Of an object by key, of a list by position. */
  readonly children: ReadonlyMap<string, SourceNode>;
  /** Spaces in front of the line on which the value begins. */
  readonly indent: number;
}

const LINE_WIDTH = 100;
const INDENT = 2;

/**
 * Reads JSON so that it can be written again byte for byte where nothing changed: every object remembers the text that
 * it was read from, an unchanged object is written as that text, also at another depth, and only what is new is laid out
 * anew. A document that was read or written before gives the same text again, so that undoing gives the same bytes.
 */
export class JsonSource {
  private readonly nodes = new WeakMap<object, SourceNode>();
  private readonly documents = new WeakMap<object, string>();
  private root: SourceNode | null = null;
  private tail = '\n';

  /** @throws SyntaxError when `text` is not JSON */
  read(text: string): object {
    JSON.parse(text);
    const reader = new Reader(text, this.nodes);
    const root = reader.readRoot();
    if (typeof root.value !== 'object' || root.value === null) {
      throw new SyntaxError('the text is not an object');
    }
    this.root = root;
    this.tail = text.slice(text.trimEnd().length);
    this.documents.set(root.value, text);
    return root.value;
  }

  write(document: object): string {
    const known = this.documents.get(document);
    if (known !== undefined) return known;
    const text = `${this.layOut(document, this.root, 0, 0)}${this.tail}`;
    this.documents.set(document, text);
    return text;
  }

  /**
   * @param before what stood at this place in the text that was read last, whose plain values keep their spelling
   * @param column where the value begins on its line
   */
  private layOut(
    value: unknown,
    before: SourceNode | null,
    indent: number,
    column: number,
  ): string {
    if (typeof value !== 'object' || value === null) {
      if (before !== null && Object.is(before.value, value)) return before.text;
      return JSON.stringify(value);
    }
    const own = this.nodes.get(value);
    if (own !== undefined) return moved(own, indent);
    return Array.isArray(value)
      ? this.layOutList(value, before, indent, column)
      : this.layOutObject(value, before, indent, column);
  }

  private layOutList(
    list: readonly unknown[],
    before: SourceNode | null,
    indent: number,
    column: number,
  ): string {
    if (list.length === 0) return '[]';
    const inner = indent + INDENT;
    const pieces = list.map((item, index) =>
      this.layOut(item, before?.children.get(String(index)) ?? null, inner, inner),
    );
    const line = `[${pieces.join(', ')}]`;
    const isPlain = list.every((item) => typeof item !== 'object' || item === null);
    return isPlain && fits(line, column) ? line : lines('[', pieces, ']', indent);
  }

  private layOutObject(
    object: object,
    before: SourceNode | null,
    indent: number,
    column: number,
  ): string {
    const inner = indent + INDENT;
    const pieces = Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => {
        const name = JSON.stringify(key);
        const child = before?.children.get(key) ?? null;
        return `${name}: ${this.layOut(value, child, inner, inner + name.length + 2)}`;
      });
    if (pieces.length === 0) return '{}';
    const wasLine = before !== null && before.text.startsWith('{') && !before.text.includes('\n');
    const line = `{ ${pieces.join(', ')} }`;
    return wasLine && fits(line, column) ? line : lines('{', pieces, '}', indent);
  }
}

function fits(line: string, column: number): boolean {
  return !line.includes('\n') && column + line.length < LINE_WIDTH;
}

function lines(open: string, pieces: readonly string[], close: string, indent: number): string {
  const inner = ' '.repeat(indent + INDENT);
  return `${open}\n${pieces.map((piece) => inner + piece).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/** The text of a node with its further lines at another depth. */
function moved(node: SourceNode, indent: number): string {
  const by = indent - node.indent;
  if (by === 0 || !node.text.includes('\n')) return node.text;
  return node.text
    .split('\n')
    .map((line, index) => {
      if (index === 0 || line.trim() === '') return line;
      return by > 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), '');
    })
    .join('\n');
}

/** Reads text that `JSON.parse` has accepted. */
class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly nodes: WeakMap<object, SourceNode>,
  ) {}

  readRoot(): SourceNode {
    this.skipSpace();
    return this.readValue();
  }

  private readValue(): SourceNode {
    const start = this.at;
    const first = this.text[start];
    if (first === '{') return this.readObject(start);
    if (first === '[') return this.readList(start);
    this.skipPlain();
    const text = this.text.slice(start, this.at);
    return { value: JSON.parse(text) as unknown, text, children: new Map(), indent: 0 };
  }

  private readObject(start: number): SourceNode {
    const children = new Map<string, SourceNode>();
    this.readMembers('}', () => {
      const keyStart = this.at;
      this.skipPlain();
      const key = JSON.parse(this.text.slice(keyStart, this.at)) as string;
      this.skipSpace();
      this.at += 1;
      this.skipSpace();
      children.delete(key);
      children.set(key, this.readValue());
    });
    const entries = [...children].map(([key, node]) => [key, node.value] as const);
    return this.remember(Object.fromEntries(entries), start, children);
  }

  private readList(start: number): SourceNode {
    const children = new Map<string, SourceNode>();
    this.readMembers(']', () => children.set(String(children.size), this.readValue()));
    return this.remember(
      [...children.values()].map((node) => node.value),
      start,
      children,
    );
  }

  private readMembers(close: string, readOne: () => void): void {
    this.at += 1;
    this.skipSpace();
    while (this.text[this.at] !== close) {
      readOne();
      this.skipSpace();
      if (this.text[this.at] === ',') this.at += 1;
      this.skipSpace();
    }
    this.at += 1;
  }

  private remember(
    value: object,
    start: number,
    children: ReadonlyMap<string, SourceNode>,
  ): SourceNode {
    const line = this.text.slice(this.text.lastIndexOf('\n', start - 1) + 1, start);
    const indent = line.length - line.trimStart().length;
    const node = { value, text: this.text.slice(start, this.at), children, indent };
    this.nodes.set(value, node);
    return node;
  }

  /** Past a string, a number or a word. */
  private skipPlain(): void {
    if (this.text[this.at] !== '"') {
      while (/[-+.\w]/.test(this.text[this.at] ?? '')) this.at += 1;
      return;
    }
    this.at += 1;
    while (this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at += 1;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
