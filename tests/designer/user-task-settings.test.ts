/** What the panel writes of a user task, read back from the BPMN file that it leads to. */
import { expect, test } from '@jest/globals';
import type Modeler from 'bpmn-js/lib/Modeler';
import { BpmnModdle } from 'bpmn-moddle';
import type { BusinessObject, DiagramElement } from '../../designer/modeler/extension-elements';
import {
  readUserTask,
  writeAssignment,
  writeDeadline,
} from '../../designer/modeler/user-task-settings';
import extension from '../../runtime/bpmn/extension.json';
import { bpmn, el } from '../support/scenario';

/** As much of moddle as the tests use; its types leave out that it makes elements and writes files. */
interface Moddle {
  create(type: string, attributes: object): object;
  fromXML(xml: string): Promise<{
    rootElement: { rootElements: { flowElements: BusinessObject[] }[] };
  }>;
  toXML(root: object): Promise<{ xml: string }>;
}

const moddle = new BpmnModdle({ banshi: extension }) as unknown as Moddle;

/** The part of a modeler that writes properties, on a drawing without a picture. */
const modeler = {
  get: (name: string) =>
    name === 'bpmnFactory'
      ? { create: (type: string, attributes: object) => moddle.create(type, attributes) }
      : {
          updateProperties: (element: DiagramElement, properties: object) =>
            Object.assign(element.businessObject, properties),
        },
} as unknown as Modeler;

/** A task with extensions, and its text after something was written. */
async function taskWith(extensions: string) {
  const { rootElement } = await moddle.fromXML(
    bpmn(
      el(
        'userTask',
        'review',
        '',
        `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`,
      ),
    ),
  );
  const [process] = rootElement.rootElements;
  return {
    element: { businessObject: process?.flowElements[0] } as unknown as DiagramElement,
    text: async () => (await moddle.toXML(rootElement)).xml,
  };
}

test('a change of roles keeps what the panel shows elsewhere and what it does not show', async () => {
  const { element, text } = await taskWith(
    '<banshi:assignment roles="clerk" level="village" unit="$record.unit" emptyPolicy="skip" samePerson="escalate" separateFrom="survey"/>',
  );
  writeAssignment(modeler, element, { roles: ['host', 'clerk'] });
  expect(await text()).toContain(
    '<banshi:assignment roles="host clerk" level="village" unit="$record.unit" separateFrom="survey" emptyPolicy="skip" samePerson="escalate"',
  );
});

test('another way to find the performer takes the place of the one before; the roles stay as what stands instead', async () => {
  const { element, text } = await taskWith(
    '<banshi:assignment roles="clerk" performerOf="survey"/>',
  );
  expect(readUserTask(element.businessObject).performer).toMatchObject({
    kind: 'performerOf',
    performerOf: 'survey',
    emptyPolicy: 'admin',
    samePerson: 'perform',
  });
  writeAssignment(modeler, element, { kind: 'initiator' });
  expect(await text()).toContain('<banshi:assignment roles="clerk" initiator="true" />');
  writeAssignment(modeler, element, { kind: 'peopleRule', peopleRule: 'review.members.id' });
  expect(await text()).toContain(
    '<banshi:assignment roles="clerk" peopleRule="review.members.id" />',
  );
});

test('a change of the time limit keeps who hears of it when it is late; without days there is none', async () => {
  const { element, text } = await taskWith(
    '<banshi:deadline days="3" dayType="working" remindDays="1" escalateDays="2" escalateRoles="leader office" escalateLevel="county"/>',
  );
  writeDeadline(modeler, element, { days: '5' });
  expect(await text()).toContain(
    '<banshi:deadline days="5" dayType="working" remindDays="1" escalateDays="2" escalateRoles="leader office" escalateLevel="county" />',
  );
  writeDeadline(modeler, element, { days: '' });
  expect(await text()).not.toContain('banshi:deadline');
});
