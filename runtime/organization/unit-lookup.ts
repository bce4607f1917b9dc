/** A unit of the organisation: city, township, village, department. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  /** Key of a unit type. */
  readonly type: string;
  readonly parent?: string | undefined;
  /** First and last day on which it exists; absent: always. */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** Finds units and their places in the tree. Built once per package version. */
export class UnitLookup {
  private readonly byCode: ReadonlyMap<string, Unit>;

  constructor(readonly units: readonly Unit[]) {
    this.byCode = new Map(units.map((unit) => [unit.code, unit]));
  }

  get(code: string): Unit | undefined {
    return this.byCode.get(code);
  }

  /** The unit and those above it, nearest first. */
  path(code: string): readonly Unit[] {
    const path: Unit[] = [];
    for (
      let unit = this.get(code);
      unit !== undefined && !path.includes(unit);
      unit = this.get(unit.parent ?? '')
    ) {
      path.push(unit);
    }
    return path;
  }

  /** The unit itself or the one above it that is of a type. */
  ancestorOfType(code: string, type: string): Unit | undefined {
    return this.path(code).find((unit) => unit.type === type);
  }

  /** Whether a unit is another or lies below it. */
  isWithin(code: string, ancestor: string): boolean {
    return this.path(code).some((unit) => unit.code === ancestor);
  }

  /** 「西二镇 糯租村」: the names from below the top, top first. */
  displayPath(code: string): string {
    const names = this.path(code).map((unit) => unit.name);
    return (names.length > 1 ? names.slice(0, -1) : names).reverse().join(' ');
  }

  /** The names and codes of the units above by their types, for rules: `{ township: { code, name } }`. */
  byType(code: string): Readonly<Record<string, { readonly code: string; readonly name: string }>> {
    return Object.fromEntries(
      this.path(code).map((unit) => [unit.type, { code: unit.code, name: unit.name }]),
    );
  }
}
