import type { ProcessDefinition } from '../bpmn';
import type { FormModel } from '../form';

/** What the steps of a process bring about, by variable. */
export interface ProducedVariables {
  /** The forms that fill a variable; none for what an action, a message or a mapping gives. */
  readonly variables: ReadonlyMap<string, readonly FormModel[]>;
  /** A script, a called process or a message from outside may give variables that nobody can list. */
  readonly isOpen: boolean;
}

export function producedVariables(
  process: ProcessDefinition,
  forms: ReadonlyMap<string, FormModel>,
): ProducedVariables {
  const variables = new Map<string, FormModel[]>();
  const give = (name: string | null | undefined, form?: FormModel): void => {
    if (name === null || name === undefined) return;
    const known = variables.get(name) ?? [];
    variables.set(name, form === undefined ? known : [...known, form]);
  };
  let isOpen = false;
  for (const node of process.nodes.values()) {
    for (const form of node.userTask?.forms ?? []) give(form.variable, forms.get(form.key));
    give(node.action?.resultVariable);
    for (const event of node.events) {
      if (event.kind === 'message') give(`message_${event.name}`);
    }
    for (const mapping of [...(node.io?.inputs ?? []), ...(node.io?.outputs ?? [])])
      give(mapping.target);
    if (node.loop?.kind === 'multiInstance') {
      give(node.loop.elementVariable);
      give(node.loop.outputCollection);
      for (const name of ['loopCounter', 'numberOfInstances', 'numberOfCompletedInstances'])
        give(name);
    }
    if (node.script !== undefined || node.kind === 'callActivity') isOpen = true;
    if (node.kind === 'receiveTask' || node.loop !== undefined) isOpen = true;
  }
  return { variables, isOpen };
}
