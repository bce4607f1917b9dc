import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Empty, Input, Select, Switch } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { t } from '../text';
import { ActionSection } from './ActionSection';
import { ExpressionInput } from '../expression/ExpressionInput';
import {
  type BusinessObject,
  type DiagramElement,
  formalExpression,
  writeInner,
  writeProperties,
} from './extension-elements';
import { insertStep } from './insert-step';
import { PanelField, PanelSection } from '../components/PanelSection';
import { TextSetting } from '../components/TextSetting';
import { UserTaskSections } from './UserTaskSections';
import type { ProcessVocabulary } from './vocabulary';

interface ProcessPanelProps {
  readonly modeler: Modeler | null;
  readonly element: DiagramElement | null;
  readonly vocabulary: ProcessVocabulary;
  /** What is wrong with the selected element, in sentences. */
  readonly problems: readonly string[];
  readonly onDelete: () => void;
}

/** What the selected element is and does, in words: who performs it, what they fill, how long they have, where it goes. */
export function ProcessPanel(props: ProcessPanelProps) {
  const { modeler, element, vocabulary, problems, onDelete } = props;
  if (modeler === null || element === null) return <Empty description={t('selectElement')} />;
  const object = element.businessObject;
  return (
    <div className="process-panel" key={element.id}>
      {problems.length === 0 ? null : (
        <ul className="panel-problems" role="alert">
          {problems.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <GeneralSection modeler={modeler} element={element} />
      {object.$type === 'bpmn:Process' ? (
        <ProcessSection
          modeler={modeler}
          element={element}
          vocabulary={vocabulary}
          onDelete={onDelete}
        />
      ) : null}
      {object.$type === 'bpmn:StartEvent' ? (
        <MatterSection modeler={modeler} element={element} vocabulary={vocabulary} />
      ) : null}
      {object.$type === 'bpmn:UserTask' ? (
        <UserTaskSections modeler={modeler} element={element} vocabulary={vocabulary} />
      ) : null}
      {object.$type === 'bpmn:SequenceFlow' ? (
        <FlowSection modeler={modeler} element={element} vocabulary={vocabulary} />
      ) : null}
      {object.$type === 'bpmn:EndEvent' ? <EndSection modeler={modeler} element={element} /> : null}
      <TimerSection modeler={modeler} element={element} vocabulary={vocabulary} />
      <ActionSection modeler={modeler} element={element} vocabulary={vocabulary} />
    </div>
  );
}

interface SectionProps {
  readonly modeler: Modeler;
  readonly element: DiagramElement;
}

interface RuleSectionProps extends SectionProps {
  readonly vocabulary: ProcessVocabulary;
}

function attribute(object: BusinessObject, name: string): string {
  const value = object[name];
  return value === undefined || value === null ? '' : String(value);
}

function GeneralSection({ modeler, element }: SectionProps) {
  const object = element.businessObject;
  return (
    <PanelSection title={t('general')}>
      <PanelField id="element-name" label={t('name')}>
        <TextSetting
          id="element-name"
          multiline
          value={object.name ?? ''}
          onCommit={(name) => writeProperties(modeler, element, { name })}
        />
      </PanelField>
      <PanelField id="element-id" label={t('elementId')} help={t('elementIdHelp')}>
        <Input id="element-id" value={object.id} readOnly />
      </PanelField>
    </PanelSection>
  );
}

const HISTORY_LEVELS = ['full', 'activity', 'tasks'] as const;
/** Stands for every step. */
const ANY_STEP = '*';
const PROCESS_RULES = ['caseTitle', 'subject', 'subjectUnit'] as const;

function ProcessSection({
  modeler,
  element,
  vocabulary,
  onDelete,
}: RuleSectionProps & { readonly onDelete: () => void }) {
  const object = element.businessObject;
  const setAttribute = (name: string, value: string): void =>
    writeProperties(modeler, element, { [`banshi:${name}`]: value === '' ? undefined : value });
  return (
    <PanelSection title={t('process')}>
      {PROCESS_RULES.map((name) => (
        <PanelField
          key={name}
          id={`process-${name}`}
          label={t(`process.${name}`)}
          help={t(`processHelp.${name}`)}
        >
          <ExpressionInput
            id={`process-${name}`}
            names={vocabulary.names}
            value={attribute(object, name)}
            onCommit={(value) => setAttribute(name, value)}
          />
        </PanelField>
      ))}
      <PanelField id="process-prefix" label={t('process.numberPrefix')}>
        <TextSetting
          id="process-prefix"
          value={attribute(object, 'numberPrefix')}
          onCommit={(value) => writeProperties(modeler, element, { 'banshi:numberPrefix': value })}
        />
      </PanelField>
      <PanelField
        id="process-cancel"
        label={t('process.cancelBefore')}
        help={t('processHelp.cancelBefore')}
      >
        <Select
          id="process-cancel"
          mode="multiple"
          value={attribute(object, 'cancelBefore').split(/\s+/).filter(Boolean)}
          options={[
            { value: ANY_STEP, label: t('process.cancelAnyTime') },
            ...vocabulary.userTasks.map((task) => ({ value: task.id, label: task.name })),
          ]}
          onChange={(steps: string[]) => setAttribute('cancelBefore', steps.join(' '))}
        />
      </PanelField>
      <PanelField
        id="process-search"
        label={t('process.searchVariables')}
        help={t('processHelp.searchVariables')}
      >
        <TextSetting
          id="process-search"
          value={attribute(object, 'searchVariables')}
          onCommit={(value) => setAttribute('searchVariables', value.trim())}
        />
      </PanelField>
      <PanelField id="process-history" label={t('process.historyLevel')}>
        <Select
          id="process-history"
          value={attribute(object, 'historyLevel') || 'full'}
          options={HISTORY_LEVELS.map((value) => ({ value, label: t(`historyLevel.${value}`) }))}
          onChange={(value: string) => setAttribute('historyLevel', value === 'full' ? '' : value)}
        />
      </PanelField>
      <Button danger block icon={<DeleteOutlined />} onClick={onDelete}>
        {t('deleteProcess')}
      </Button>
    </PanelSection>
  );
}

/** How a case ends when it comes here. */
function EndSection({ modeler, element }: SectionProps) {
  return (
    <PanelSection title={t('endSection')}>
      <PanelField id="end-result" label={t('endResult')} help={t('endResultHelp')}>
        <TextSetting
          id="end-result"
          value={attribute(element.businessObject, 'result')}
          onCommit={(value) =>
            writeProperties(modeler, element, {
              'banshi:result': value === '' ? undefined : value,
            })
          }
        />
      </PanelField>
    </PanelSection>
  );
}

function MatterSection({ modeler, element, vocabulary }: RuleSectionProps) {
  const object = element.businessObject;
  if (Array.isArray(object['eventDefinitions']) && object['eventDefinitions'].length > 0)
    return null;
  const roles = attribute(object, 'starterRoles').split(/\s+/).filter(Boolean);
  return (
    <PanelSection title={t('matter')}>
      <PanelField id="matter-title" label={t('matterTitle')} help={t('matterTitleHelp')}>
        <TextSetting
          id="matter-title"
          value={attribute(object, 'matter')}
          onCommit={(value) =>
            writeProperties(modeler, element, { 'banshi:matter': value === '' ? undefined : value })
          }
        />
      </PanelField>
      <PanelField id="matter-description" label={t('matterDescription')}>
        <TextSetting
          id="matter-description"
          multiline
          value={attribute(object, 'matterDescription')}
          onCommit={(value) =>
            writeProperties(modeler, element, {
              'banshi:matterDescription': value === '' ? undefined : value,
            })
          }
        />
      </PanelField>
      <PanelField id="matter-roles" label={t('starterRoles')}>
        <Select
          id="matter-roles"
          mode="multiple"
          value={roles}
          options={vocabulary.roles.map((role) => ({ value: role.key, label: role.title }))}
          onChange={(value: string[]) =>
            writeProperties(modeler, element, { 'banshi:starterRoles': value.join(' ') })
          }
        />
      </PanelField>
    </PanelSection>
  );
}

interface FlowObject extends BusinessObject {
  readonly conditionExpression?: { readonly body?: string };
  readonly sourceRef: BusinessObject & { readonly default?: BusinessObject };
}

function FlowSection({ modeler, element, vocabulary }: RuleSectionProps) {
  const flow = element.businessObject as FlowObject;
  const isDefault = flow.sourceRef.default?.id === flow.id;
  const source = modeler
    .get<{ get(id: string): DiagramElement | undefined }>('elementRegistry')
    .get(flow.sourceRef.id);
  return (
    <PanelSection title={t('condition')}>
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => insertStep(modeler, element, t('newStep'))}
      >
        {t('insertStep')}
      </Button>
      <PanelField id="flow-condition" label={t('conditionRule')} help={t('conditionHelp')}>
        <ExpressionInput
          id="flow-condition"
          names={[...vocabulary.outcomes, ...vocabulary.names]}
          value={flow.conditionExpression?.body ?? ''}
          placeholder={'review.result = "通过"'}
          onCommit={(body) =>
            writeProperties(modeler, element, {
              conditionExpression: formalExpression(modeler, body),
            })
          }
        />
      </PanelField>
      {source !== undefined && /Gateway|Task|Activity|SubProcess/.test(source.type) ? (
        <PanelField id="flow-default" label={t('defaultFlow')} help={t('defaultFlowHelp')}>
          <Switch
            id="flow-default"
            checked={isDefault}
            onChange={(checked) =>
              writeProperties(modeler, source, { default: checked ? flow : undefined })
            }
          />
        </PanelField>
      ) : null}
    </PanelSection>
  );
}

const TIMER_KINDS = ['timeDuration', 'timeDate', 'timeCycle'] as const;

interface EventDefinition {
  readonly $type: string;
  readonly [name: string]: unknown;
}

function TimerSection({ modeler, element, vocabulary }: RuleSectionProps) {
  const definitions = element.businessObject['eventDefinitions'];
  const timer = (Array.isArray(definitions) ? (definitions as EventDefinition[]) : []).find(
    (definition) => definition.$type === 'bpmn:TimerEventDefinition',
  );
  if (timer === undefined) return null;
  const kind = TIMER_KINDS.find((name) => timer[name] !== undefined) ?? 'timeDuration';
  const body = (timer[kind] as { body?: string } | undefined)?.body ?? '';
  const write = (name: string, text: string): void =>
    writeInner(modeler, element, timer, {
      ...Object.fromEntries(TIMER_KINDS.map((one) => [one, undefined])),
      [name]: formalExpression(modeler, text),
    });
  return (
    <PanelSection title={t('timer')}>
      <PanelField id="timer-kind" label={t('timerKind')}>
        <Select
          id="timer-kind"
          value={kind}
          options={TIMER_KINDS.map((name) => ({ value: name, label: t(`timer.${name}`) }))}
          onChange={(name: string) => write(name, body)}
        />
      </PanelField>
      <PanelField id="timer-value" label={t('timerValue')} help={t('timerValueHelp')}>
        <ExpressionInput
          id="timer-value"
          names={vocabulary.names}
          rows={1}
          value={body}
          placeholder={'"P" & $params.publicityDays & "D"'}
          onCommit={(text) => write(kind, text)}
        />
      </PanelField>
    </PanelSection>
  );
}
