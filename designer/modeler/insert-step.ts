import type Modeler from 'bpmn-js/lib/Modeler';
import type { DiagramElement } from './extension-elements';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Connection extends DiagramElement {
  readonly waypoints: readonly Point[];
}

interface SpaceTool {
  calculateAdjustments(
    elements: readonly DiagramElement[],
    axis: 'x' | 'y',
    delta: number,
    start: number,
  ): {
    readonly movingShapes: readonly DiagramElement[];
    readonly resizingShapes: readonly DiagramElement[];
  };
  makeSpace(
    movingShapes: readonly DiagramElement[],
    resizingShapes: readonly DiagramElement[],
    delta: Point,
    direction: 'e',
    start: number,
  ): void;
}

const STEP_SPACE = 150;

/** The middle of a flow's first horizontal piece, where a step has room once space is made. */
function middleOf(flow: Connection): Point {
  const [first = { x: 0, y: 0 }, second = first] = flow.waypoints;
  return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
}

/** Puts a user task onto a sequence flow: what stands to the right makes room, the flow goes through the new step. */
export function insertStep(modeler: Modeler, flow: DiagramElement, name: string): void {
  const connection = flow as Connection;
  const spaceTool = modeler.get<SpaceTool>('spaceTool');
  const registry = modeler.get<{ getAll(): readonly DiagramElement[] }>('elementRegistry');
  const before = middleOf(connection);
  const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(
    registry.getAll(),
    'x',
    STEP_SPACE,
    before.x,
  );
  spaceTool.makeSpace(movingShapes, resizingShapes, { x: STEP_SPACE, y: 0 }, 'e', before.x);
  const shape = modeler
    .get<{ createShape(attributes: object): DiagramElement }>('elementFactory')
    .createShape({ type: 'bpmn:UserTask' });
  const created = modeler
    .get<{ createShape(shape: object, position: Point, target: object): DiagramElement }>(
      'modeling',
    )
    .createShape(shape, middleOf(connection), flow);
  modeler
    .get<{ updateProperties(element: object, properties: object): void }>('modeling')
    .updateProperties(created, { name });
  modeler.get<{ select(element: object): void }>('selection').select(created);
}
