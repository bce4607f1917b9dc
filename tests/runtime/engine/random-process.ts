/** Random processes, drawn as BPMN, that can always end when everybody does what they are asked. */
import fc from 'fast-check';
import { bpmn, el, flow } from '../../support/scenario';

/** A block has one way in and one way out. */
export type Block =
  | { readonly kind: 'user' | 'plain' }
  | { readonly kind: 'sequence' | 'parallel' | 'exclusive' | 'inclusive'; readonly of: Block[] }
  | { readonly kind: Wrapping; readonly of: Block[] };

type Wrapping =
  | 'subProcess'
  | 'repeat'
  | 'interrupted'
  | 'accompanied'
  | 'parallelInstances'
  | 'sequentialInstances'
  | 'watched'
  | 'failing'
  | 'undone'
  | 'transaction';

const WRAPPINGS: readonly Wrapping[] = [
  'subProcess',
  'repeat',
  'interrupted',
  'accompanied',
  'parallelInstances',
  'sequentialInstances',
  'watched',
  'failing',
  'undone',
  'transaction',
];

export const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('user' as const, 'plain' as const) }),
    fc.record({
      kind: fc.constantFrom(
        'sequence' as const,
        'parallel' as const,
        'exclusive' as const,
        'inclusive' as const,
      ),
      of: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom(...WRAPPINGS),
      of: fc.array(tie('block'), { minLength: 1, maxLength: 1 }),
    }),
  ),
}));

const FORMAL = 'xsi:type="bpmn:tFormalExpression"';
const COMPENSATE = '<bpmn:compensateEventDefinition/>';
const CANCEL = '<bpmn:cancelEventDefinition/>';
const TIMER = `<bpmn:timerEventDefinition><bpmn:timeDuration ${FORMAL}>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const SIGNAL = '<bpmn:signalEventDefinition signalRef="alarm"/>';
const ERROR = '<bpmn:errorEventDefinition errorRef="fault"/>';

const ROOTS = '<bpmn:signal id="alarm" name="alarm"/><bpmn:error id="fault" errorCode="FAULT"/>';

const instances = (attributes: string): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopCardinality ${FORMAL}>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;

/** Draws blocks as BPMN elements; nodes and flows apart, so that nodes can be put in any order. */
class Drawing {
  readonly nodes: string[] = [];
  readonly flows: string[] = [];
  readonly associations: string[] = [];
  private static counter = 0;

  /** @returns the ids at which the block is entered and left */
  draw(one: Block): readonly [first: string, last: string] {
    Drawing.counter += 1;
    const id = `n${Drawing.counter}`;
    switch (one.kind) {
      case 'user':
        return this.node(el('userTask', id), id);
      case 'plain':
        return this.node(el('task', id), id);
      case 'sequence':
        return this.inARow(one.of.map((part) => this.draw(part)));
      case 'parallel':
      case 'exclusive':
      case 'inclusive':
        return this.gateways(id, one.kind, one.of);
      default:
        return this.wrapped(id, one.kind, one.of[0] ?? { kind: 'plain' });
    }
  }

  private wrapped(id: string, kind: Wrapping, inner: Block): readonly [string, string] {
    switch (kind) {
      case 'subProcess':
        return this.subProcess(id, inner);
      case 'parallelInstances':
        return this.subProcess(id, inner, instances(''));
      case 'sequentialInstances':
        return this.subProcess(id, inner, instances('isSequential="true"'));
      case 'interrupted':
        this.subProcess(id, inner);
        return this.mergedWith(id, el('boundaryEvent', `${id}b`, `attachedToRef="${id}"`, TIMER));
      case 'accompanied':
        this.subProcess(id, inner);
        return this.besides(id);
      case 'watched':
        return this.subProcess(id, inner, this.watcher(id));
      case 'failing':
        this.subProcess(id, this.ending(inner), '', ERROR);
        return this.mergedWith(id, el('boundaryEvent', `${id}b`, `attachedToRef="${id}"`, ERROR));
      case 'transaction':
        this.subProcess(id, this.ending(inner), '', CANCEL, 'transaction');
        return this.mergedWith(id, el('boundaryEvent', `${id}b`, `attachedToRef="${id}"`, CANCEL));
      case 'undone':
        return this.undone(id, inner);
      case 'repeat':
        return this.repeated(id, inner);
    }
  }

  /** Somebody decides how a sub-process ends, so that it does not fail before it has begun. */
  private ending(inner: Block): Block {
    return { kind: 'sequence', of: [inner, { kind: 'user' }] };
  }

  private subProcess(
    id: string,
    inner: Block,
    more = '',
    otherEnd = '',
    type = 'subProcess',
  ): readonly [string, string] {
    const inside = new Drawing();
    const [first, last] = inside.draw(inner);
    const ends = el('startEvent', `${id}s`) + el('endEvent', `${id}e`);
    const chosen =
      otherEnd === ''
        ? flow(last, `${id}e`)
        : el('exclusiveGateway', `${id}x`, `default="${id}ok"`) +
          el('endEvent', `${id}no`, '', otherEnd) +
          flow(last, `${id}x`) +
          flow(`${id}x`, `${id}no`, 'choice = 3') +
          flow(`${id}x`, `${id}e`, undefined, `${id}ok`);
    const content =
      more +
      ends +
      inside.nodes.join('') +
      inside.flows.join('') +
      flow(`${id}s`, first) +
      chosen +
      inside.associations.join('');
    return this.node(el(type, id, '', content), id);
  }

  /** The normal way and the boundary event's come together again. */
  private mergedWith(id: string, boundary: string): readonly [string, string] {
    this.nodes.push(boundary, el('exclusiveGateway', `${id}m`));
    this.flows.push(flow(id, `${id}m`), flow(`${id}b`, `${id}m`));
    return [id, `${id}m`];
  }

  /** A boundary event that does not interrupt, with a task of its own. */
  private besides(id: string): readonly [string, string] {
    const attributes = `attachedToRef="${id}" cancelActivity="false"`;
    this.nodes.push(
      el('boundaryEvent', `${id}b`, attributes, SIGNAL),
      el('userTask', `${id}t`),
      el('endEvent', `${id}f`),
    );
    this.flows.push(flow(`${id}b`, `${id}t`), flow(`${id}t`, `${id}f`));
    return [id, id];
  }

  private watcher(id: string): string {
    return el(
      'subProcess',
      `${id}w`,
      'triggeredByEvent="true"',
      el('startEvent', `${id}ws`, 'isInterrupting="false"', SIGNAL) +
        el('userTask', `${id}wt`) +
        el('endEvent', `${id}we`) +
        flow(`${id}ws`, `${id}wt`) +
        flow(`${id}wt`, `${id}we`),
    );
  }

  /** What is done is undone at once, by a person. */
  private undone(id: string, inner: Block): readonly [string, string] {
    this.subProcess(id, inner);
    this.nodes.push(
      el('boundaryEvent', `${id}b`, `attachedToRef="${id}"`, COMPENSATE),
      el('userTask', `${id}u`, 'isForCompensation="true"'),
      el('intermediateThrowEvent', `${id}c`, '', COMPENSATE),
    );
    this.associations.push(
      `<bpmn:association id="${id}a" associationDirection="One" sourceRef="${id}b" targetRef="${id}u"/>`,
    );
    this.flows.push(flow(id, `${id}c`));
    return [id, `${id}c`];
  }

  /** Somebody is asked in every turn, so that no turn follows another by itself for ever. */
  private repeated(id: string, inner: Block): readonly [string, string] {
    const [first, last] = this.draw({ kind: 'sequence', of: [{ kind: 'user' }, inner] });
    this.nodes.push(
      el('exclusiveGateway', `${id}a`),
      el('exclusiveGateway', `${id}z`, `default="${id}out"`),
      el('task', `${id}t`),
    );
    this.flows.push(
      flow(`${id}a`, first),
      flow(last, `${id}z`),
      flow(`${id}z`, `${id}a`, 'again = true'),
      flow(`${id}z`, `${id}t`, undefined, `${id}out`),
    );
    return [`${id}a`, `${id}t`];
  }

  private inARow(drawn: ReadonlyArray<readonly [string, string]>): readonly [string, string] {
    drawn.slice(1).forEach(([first], index) => {
      this.flows.push(flow(drawn[index]?.[1] ?? '', first));
    });
    return [drawn[0]?.[0] ?? '', drawn.at(-1)?.[1] ?? ''];
  }

  private gateways(id: string, kind: string, parts: readonly Block[]): readonly [string, string] {
    const drawn = parts.map((part) => this.draw(part));
    const chosen = kind === 'parallel' ? '' : `default="${id}d"`;
    this.nodes.push(el(`${kind}Gateway`, `${id}f`, chosen), el(`${kind}Gateway`, `${id}j`));
    drawn.forEach(([first, last], index) => {
      const isDefault = index === drawn.length - 1 && kind !== 'parallel';
      const condition = kind === 'parallel' || isDefault ? undefined : `choice > ${index}`;
      this.flows.push(flow(`${id}f`, first, condition, isDefault ? `${id}d` : `${id}f${index}`));
      this.flows.push(flow(last, `${id}j`));
    });
    return [`${id}f`, `${id}j`];
  }

  private node(xml: string, id: string): readonly [string, string] {
    this.nodes.push(xml);
    return [id, id];
  }
}

/** A process in pieces, for drawing them in any order. */
export interface Pieces {
  readonly nodes: readonly string[];
  readonly flows: readonly string[];
}

export function piecesOf(one: Block): Pieces {
  const drawing = new Drawing();
  const [first, last] = drawing.draw(one);
  return {
    nodes: [el('startEvent', 's'), el('endEvent', 'e'), ...drawing.nodes],
    flows: [flow('s', first), ...drawing.flows, flow(last, 'e'), ...drawing.associations],
  };
}

/** The file: nodes in the order given, then flows. */
export function fileOf({ nodes, flows }: Pieces, flowsFirst = false): string {
  const parts = flowsFirst ? [...flows, ...nodes] : [...nodes, ...flows];
  // Artifacts stand last, whatever comes before.
  const artifacts = parts.filter((part) => part.startsWith('<bpmn:association'));
  const others = parts.filter((part) => !part.startsWith('<bpmn:association'));
  return bpmn([...others, ...artifacts].join(''), ROOTS);
}
