/** The part of bpmn-moddle that the parser uses; the package ships no types that its entry point names. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    readonly registry: {
      readonly typeMap: Readonly<
        Record<string, { readonly properties: { readonly name: string; isAttr?: boolean }[] }>
      >;
    };
    readonly properties: { set(target: object, name: string, value: unknown): void };
    fromXML(
      xml: string,
      typeName: string,
    ): Promise<{
      readonly rootElement: object;
      readonly elementsById: object;
      readonly references: readonly object[];
      readonly warnings: readonly object[];
    }>;
  }
}
