import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select, Space } from 'antd';
import type Modeler from 'bpmn-js/lib/Modeler';
import { t } from '../text';
import type { DiagramElement } from './extension-elements';
import { CountersignSection } from './CountersignSection';
import { DeadlineSection } from './DeadlineSection';
import { PerformerSection } from './PerformerSection';
import { PanelField, PanelSection } from '../components/PanelSection';
import { TextSetting } from '../components/TextSetting';
import type { ProcessVocabulary } from './vocabulary';
import {
  type TaskFormSetting,
  type UserTaskSettings,
  readUserTask,
  writeForms,
  writeOutcomes,
} from './user-task-settings';

interface UserTaskSectionsProps {
  readonly modeler: Modeler;
  readonly element: DiagramElement;
  readonly vocabulary: ProcessVocabulary;
}

/** 谁来办 · 填什么 · 办理结果 · 多久办完 */
export function UserTaskSections(props: UserTaskSectionsProps) {
  const settings = readUserTask(props.element.businessObject);
  return (
    <>
      <PerformerSection {...props} settings={settings} />
      <FormsSection {...props} settings={settings} />
      <OutcomesSection {...props} settings={settings} />
      <CountersignSection {...props} settings={settings} />
      <DeadlineSection {...props} settings={settings} />
    </>
  );
}

export type UserTaskSectionProps = UserTaskSectionsProps & { readonly settings: UserTaskSettings };

function FormsSection({ modeler, element, vocabulary, settings }: UserTaskSectionProps) {
  const write = (forms: readonly TaskFormSetting[]): void => writeForms(modeler, element, forms);
  const change = (index: number, patch: Partial<TaskFormSetting>): void =>
    write(settings.forms.map((form, at) => (at === index ? { ...form, ...patch } : form)));
  return (
    <PanelSection title={t('whatToFill')}>
      {settings.forms.map((form, index) => (
        <div className="panel-card" key={`${form.key}-${index}`}>
          <PanelField id={`form-${index}`} label={t('form')}>
            <Select
              id={`form-${index}`}
              value={form.key === '' ? null : form.key}
              options={vocabulary.forms.map((one) => ({ value: one.key, label: one.title }))}
              onChange={(key: string) => change(index, { key })}
            />
          </PanelField>
          <PanelField id={`variable-${index}`} label={t('variable')} help={t('variableHelp')}>
            <TextSetting
              id={`variable-${index}`}
              value={form.variable}
              onCommit={(variable) => change(index, { variable })}
            />
          </PanelField>
          <Space>
            <Checkbox
              checked={form.access === 'read'}
              onChange={(event) => change(index, { access: event.target.checked ? 'read' : '' })}
            >
              {t('readOnly')}
            </Checkbox>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => write(settings.forms.filter((_, at) => at !== index))}
            >
              {t('remove')}
            </Button>
          </Space>
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          write([...settings.forms, { key: '', variable: element.id, access: '', fieldAccess: [] }])
        }
      >
        {t('addForm')}
      </Button>
    </PanelSection>
  );
}

const TONES = ['positive', 'neutral', 'return', 'negative'] as const;

function OutcomesSection({ modeler, element, vocabulary, settings }: UserTaskSectionProps) {
  const { outcomes } = settings;
  const write = (change: Partial<UserTaskSettings['outcomes']>): void =>
    writeOutcomes(modeler, element, { ...outcomes, ...change });
  const changeItem = (
    index: number,
    patch: Partial<UserTaskSettings['outcomes']['items'][number]>,
  ): void =>
    write({
      items: outcomes.items.map((item, at) => (at === index ? { ...item, ...patch } : item)),
    });
  return (
    <PanelSection title={t('outcomes')}>
      {settings.forms.length === 0 ? null : (
        <>
          <PanelField id="outcome-form" label={t('outcomeForm')} help={t('outcomeFormHelp')}>
            <Select
              id="outcome-form"
              allowClear
              value={outcomes.form === '' ? null : outcomes.form}
              options={vocabulary.forms
                .filter((form) => settings.forms.some((one) => one.key === form.key))
                .map((form) => ({ value: form.key, label: form.title }))}
              onChange={(form: string | undefined) => write({ form: form ?? '' })}
            />
          </PanelField>
          <PanelField id="outcome-field" label={t('resultField')}>
            <FieldSelect
              id="outcome-field"
              vocabulary={vocabulary}
              form={outcomes.form}
              value={outcomes.resultField}
              onChange={(resultField) => write({ resultField })}
            />
          </PanelField>
          <PanelField id="opinion-field" label={t('opinionField')}>
            <FieldSelect
              id="opinion-field"
              vocabulary={vocabulary}
              form={outcomes.form}
              value={outcomes.opinionField}
              onChange={(opinionField) => write({ opinionField })}
            />
          </PanelField>
        </>
      )}
      {outcomes.items.map((item, index) => (
        <div className="panel-card" key={index}>
          <Space.Compact block>
            <TextSetting
              id={`outcome-title-${index}`}
              label={t('outcomeTitle')}
              value={item.title}
              onCommit={(title) =>
                changeItem(index, {
                  title,
                  value: item.value === '' || item.value === item.title ? title : item.value,
                })
              }
            />
            <Select
              aria-label={t('tone')}
              className="tone-select"
              value={item.tone}
              options={TONES.map((tone) => ({ value: tone, label: t(`tone.${tone}`) }))}
              onChange={(tone: string) => changeItem(index, { tone })}
            />
            <Button
              aria-label={t('remove')}
              icon={<DeleteOutlined />}
              onClick={() => write({ items: outcomes.items.filter((_, at) => at !== index) })}
            />
          </Space.Compact>
          <Checkbox
            checked={item.requiresOpinion}
            onChange={(event) => changeItem(index, { requiresOpinion: event.target.checked })}
          >
            {t('requiresOpinion')}
          </Checkbox>
        </div>
      ))}
      <Button
        block
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          write({
            items: [
              ...outcomes.items,
              { value: '', title: '', tone: 'neutral', requiresOpinion: false },
            ],
          })
        }
      >
        {t('addOutcome')}
      </Button>
    </PanelSection>
  );
}

interface FieldSelectProps {
  readonly id: string;
  readonly vocabulary: ProcessVocabulary;
  readonly form: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
}

function FieldSelect({ id, vocabulary, form, value, onChange }: FieldSelectProps) {
  const fields = vocabulary.forms.find((one) => one.key === form)?.fields ?? [];
  return (
    <Select
      id={id}
      allowClear
      showSearch
      optionFilterProp="label"
      value={value === '' ? null : value}
      options={fields.map((field) => ({ value: field.path, label: field.title }))}
      onChange={(path: string | undefined) => onChange(path ?? '')}
    />
  );
}
