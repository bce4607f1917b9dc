import { compileExpression } from '../../runtime/expression';
import {
  type FormContext,
  type FormDocument,
  type FormModel,
  type Values,
  compileForm,
  evaluateForm,
  expressionAt,
  initialValues,
} from '../../runtime/form';
import type { FlowNode } from '../../runtime/bpmn';
import type { LoadedPackage, Scenario } from '../../runtime/package';
import { dataPathOf } from '../form-designer/form-document';
import { previewContext } from '../form-designer/preview-context';
import { t } from '../text';

/** A filled form out of a worked example of the package, to try rules on. */
export interface Sample {
  readonly title: string;
  readonly values: Values;
  readonly context: FormContext;
}

interface FilledStep {
  readonly node: string;
  readonly at: string;
  readonly forms: Readonly<Record<string, Values>>;
}

/** The first worked example in which a form is filled; null when there is none. */
export function sampleOf(formKey: string, loaded: LoadedPackage | null): Sample | null {
  if (loaded === null) return null;
  for (const scenario of loaded.scenarios) {
    const forms: Record<string, Values> = {};
    for (const step of stepsOf(scenario, loaded)) {
      const context = previewContext(loaded, { now: Date.parse(step.at), forms });
      for (const [variable, values] of Object.entries(step.forms)) {
        const key = formKeyOf(step.node, variable, loaded);
        if (key === formKey) return { title: scenario.title, values, context };
        const form = loaded.forms.get(key ?? '');
        forms[variable] = form === undefined ? values : evaluateForm(form, values, context).values;
      }
    }
  }
  return null;
}

/** What was filled in to try the form. */
export function filledSample(values: Values, loaded: LoadedPackage | null): Sample {
  return { title: t('sampleFilled'), values, context: previewContext(loaded) };
}

function stepsOf(scenario: Scenario, loaded: LoadedPackage): readonly FilledStep[] {
  const { start } = scenario;
  const process = loaded.deployment.processes.get(start.process);
  const filled = [
    { node: firstTask(process?.nodes.get(start.startEvent)), at: start.at, forms: start.forms },
  ];
  let { at } = start;
  for (const step of scenario.steps) {
    if (!('complete' in step)) continue;
    at = step.at ?? at;
    filled.push({ node: step.complete, at, forms: step.forms ?? {} });
  }
  return filled;
}

/** The step whose form whoever starts a case fills. */
function firstTask(start: FlowNode | undefined): string {
  const seen = new Set<FlowNode>();
  const waiting = start === undefined ? [] : [start];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.userTask !== undefined) return node.id;
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...node.outgoing.map((flow) => flow.target));
  }
  return '';
}

function formKeyOf(nodeId: string, variable: string, loaded: LoadedPackage): string | undefined {
  for (const process of loaded.deployment.processes.values()) {
    const forms = process.nodes.get(nodeId)?.userTask?.forms;
    const found = forms?.find((form) => form.variable === variable);
    if (found !== undefined) return found.key;
  }
  return undefined;
}

/** Tries rules of one field of a form on a sample; the form is compiled once. */
export class SampleTrial {
  private readonly form: FormModel | undefined;
  private readonly values: Values;

  constructor(
    private readonly document: FormDocument,
    private readonly sample: Sample,
  ) {
    this.form = compileForm(document).form;
    this.values =
      this.form === undefined
        ? {}
        : { ...initialValues(this.form, sample.context), ...sample.values };
  }

  /** Tries rules of one field: what they give, in a sentence; null where that cannot be said. */
  at(path: readonly string[]): (source: string) => string | null {
    return (source) => this.sentenceOf(path, source);
  }

  private sentenceOf(path: readonly string[], source: string): string | null {
    const compiled = compileExpression(source);
    if (this.form === undefined || !compiled.ok) return null;
    const result = expressionAt(
      this.form,
      this.values,
      this.sample.context,
      dataPathOf(this.document, path),
      compiled.value,
    );
    if (result === null) return null;
    const params = { sample: this.sample.title };
    if (!result.ok) return t('sampleFails', { ...params, reason: result.error.message });
    return t('sampleGives', { ...params, value: valueText(result.value) });
  }
}

const LONGEST = 120;

function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return t('sampleNothing');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'string') return `“${value}”`;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
