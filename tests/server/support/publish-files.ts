import { newForm } from '../../../designer/templates/new-form';
import type { Client } from './client';

/** What a form of the kind that opinions are given with looks like, for processes that a test publishes. */
export const opinionForm = {
  'forms/roundOpinion.form.json': JSON.stringify(
    newForm('roundOpinion', '意见', 'opinion'),
    null,
    2,
  ),
} as const;

/** Puts files into the draft of the shipped package and publishes it as an administrator. */
export async function publishFiles(
  admin: Client,
  version: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const params = { packageKey: 'mile-2020' };
  let { revision } = await admin.get('getDraft', { params });
  for (const [path, text] of Object.entries(files)) {
    const body = { path, text, revision };
    revision = (await admin.get('saveDraftFile', { params, body })).revision;
  }
  const { problems } = await admin.get('checkDraft', { params });
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  await admin.get('publishDraft', { params, body: { version, note: '试用', revision } });
}

const NAMESPACES = [
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:banshi="urn:banshi:bpmn:1"',
].join(' ');

/** A file with one process, without its picture. */
export function processFile(id: string, attributes: string, content: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions ${NAMESPACES} id="definitions_${id}" targetNamespace="urn:banshi:${id}" expressionLanguage="http://jsonata.org">`,
    `<bpmn:process id="${id}" isExecutable="true" ${attributes}>`,
    ...content,
    '</bpmn:process>',
    '</bpmn:definitions>',
  ].join('\n');
}

/** A task with an opinion to give, of one person. */
export function opinionTask(id: string, name: string, userId: string): string {
  return [
    `<bpmn:userTask id="${id}" name="${name}">`,
    '<bpmn:extensionElements>',
    `<banshi:assignment peopleRule="'${userId}'" />`,
    `<banshi:form key="roundOpinion" variable="${id}" />`,
    '</bpmn:extensionElements>',
    '</bpmn:userTask>',
  ].join('\n');
}

export function flow(from: string, to: string): string {
  return `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
}
