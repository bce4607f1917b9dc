import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { t } from '../text';
import { ExpressionInput } from '../expression/ExpressionInput';
import {
  type DiagramElement,
  type ExtensionElement,
  extensionOf,
  writeExtensions,
} from './extension-elements';
import type { ProcessVocabulary } from './vocabulary';
import { PanelField, PanelSection } from '../components/PanelSection';
import { TextSetting } from '../components/TextSetting';

const ACTING_TYPES = new Set(['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask']);

interface Parameter {
  readonly name: string;
  readonly expression: string;
}

/** What the system does at a service task: the action and the rules that give its inputs. */
export function ActionSection({
  modeler,
  element,
  vocabulary,
}: {
  readonly modeler: Modeler;
  readonly element: DiagramElement;
  readonly vocabulary: ProcessVocabulary;
}) {
  if (!ACTING_TYPES.has(element.businessObject.$type)) return null;
  const action = extensionOf(element.businessObject, 'banshi:Action');
  const parameters = ((action?.['parameters'] as ExtensionElement[] | undefined) ?? []).map(
    (parameter): Parameter => ({
      name: String(parameter['name'] ?? ''),
      expression: String(parameter['expression'] ?? ''),
    }),
  );
  const type = String(action?.['type'] ?? '');
  const write = (nextType: string, next: readonly Parameter[]): void =>
    writeExtensions(modeler, element, 'banshi:Action', [
      {
        attributes: { type: nextType, resultVariable: action?.['resultVariable'] },
        children: {
          parameters: {
            type: 'banshi:Parameter',
            items: next.map((parameter) => ({ attributes: { ...parameter } })),
          },
        },
      },
    ]);
  const change = (index: number, patch: Partial<Parameter>): void =>
    write(
      type,
      parameters.map((parameter, at) => (at === index ? { ...parameter, ...patch } : parameter)),
    );
  return (
    <PanelSection title={t('action')}>
      <PanelField id="action-type" label={t('actionType')}>
        <Select
          id="action-type"
          value={type === '' ? null : type}
          options={[{ value: 'saveRecord', label: t('action.saveRecord') }]}
          onChange={(value: string) => write(value, parameters)}
        />
      </PanelField>
      {parameters.map((parameter, index) => (
        <div className="panel-card" key={index}>
          <PanelField id={`parameter-name-${index}`} label={t('parameterName')}>
            <TextSetting
              id={`parameter-name-${index}`}
              value={parameter.name}
              onCommit={(name) => change(index, { name })}
            />
          </PanelField>
          <PanelField id={`parameter-rule-${index}`} label={t('parameterRule')}>
            <ExpressionInput
              id={`parameter-rule-${index}`}
              names={vocabulary.names}
              value={parameter.expression}
              onCommit={(expression) => change(index, { expression })}
            />
          </PanelField>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            onClick={() =>
              write(
                type,
                parameters.filter((_, at) => at !== index),
              )
            }
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => write(type, [...parameters, { name: '', expression: '' }])}
      >
        {t('addParameter')}
      </Button>
    </PanelSection>
  );
}
