import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Form, Input, Modal, Select, Space, Table, Tooltip } from 'antd';
import { useState } from 'react';
import type { Parameter, Parameters as ParametersFile } from '../../runtime/package';
import { useDraft } from '../api/draft-context';
import { referencesTo } from '../api/references';
import { MissingFile } from '../components/MissingFile';
import { TextSetting } from '../components/TextSetting';
import { t } from '../text';
import { keyRules } from './file-keys';
import { readJson, writeJson } from './json-file';
import { ParameterValue } from './ParameterValue';

const PATH = 'parameters.json';
const TYPES = ['number', 'string', 'boolean', 'date', 'list', 'object'] as const;
const EMPTY: Readonly<Record<Parameter['type'], unknown>> = {
  number: 0,
  string: '',
  boolean: false,
  date: '2020-01-01',
  list: [],
  object: {},
};

/** What another county changes: every value of the package with its unit, its legal basis and its days. */
export function Parameters() {
  const { store, draft } = useDraft();
  const { modal } = App.useApp();
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState(false);
  const text = draft.files.get(PATH);
  if (text === undefined) return <MissingFile />;
  const file = readJson<ParametersFile>(text);
  if (file === null) return <Alert className="page" type="error" message={t('jsonBroken')} />;
  const { parameters } = file;

  const write = (next: readonly Parameter[]): void =>
    store.setFile(PATH, writeJson({ ...file, parameters: next }));
  const change = (key: string, patch: Partial<Parameter>): void =>
    write(
      parameters.map((one) =>
        one.key === key
          ? (Object.fromEntries(
              Object.entries({ ...one, ...patch }).filter(([, value]) => value !== undefined),
            ) as Parameter)
          : one,
      ),
    );
  const remove = (parameter: Parameter): void => {
    const titleOf = (path: string): string =>
      draft.content.files.find((one) => one.path === path)?.title ?? path;
    const users = referencesTo('parameter', parameter.key, draft.files);
    if (users.length > 0) {
      modal.warning({
        title: t('deleteUsed', { title: parameter.title }),
        content: users.map(titleOf).join('、'),
        okText: t('understood'),
      });
      return;
    }
    modal.confirm({
      title: t('deleteConfirm', { title: parameter.title }),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => write(parameters.filter((one) => one.key !== parameter.key)),
    });
  };

  const found = parameters.filter(({ key, title, group = '' }) =>
    `${key} ${title} ${group}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const groups = [...new Set(found.map((one) => one.group ?? ''))];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('parameters')}</h1>
        <Space>
          <Input.Search
            allowClear
            aria-label={t('parameterSearch')}
            placeholder={t('parameterSearch')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('newParameter')}
          </Button>
        </Space>
      </div>
      <p className="muted">{t('parametersHelp')}</p>
      {groups.map((group) => (
        <Card key={group} title={group === '' ? t('parameterNoGroup') : group} size="small">
          <Table<Parameter>
            rowKey="key"
            size="small"
            pagination={false}
            showHeader={group === groups[0]}
            dataSource={found.filter((one) => (one.group ?? '') === group)}
            expandable={{
              expandedRowRender: (parameter) => (
                <DatedValues
                  parameter={parameter}
                  onChange={(values) =>
                    change(parameter.key, {
                      values: values.length === 0 ? undefined : [...values],
                    } as Partial<Parameter>)
                  }
                />
              ),
              columnTitle: <span className="visually-hidden">{t('datedValues')}</span>,
            }}
            columns={[
              {
                title: t('parameterTitle'),
                width: 300,
                render: (_, parameter) => (
                  <>
                    <TextSetting
                      id={`title-${parameter.key}`}
                      label={t('parameterTitle')}
                      value={parameter.title}
                      onCommit={(title) => {
                        if (title !== '') change(parameter.key, { title });
                      }}
                    />
                    <small className="muted">{`$params.${parameter.key}`}</small>
                  </>
                ),
              },
              {
                title: t('parameterValue'),
                render: (_, parameter) => (
                  <ParameterValue
                    id={`value-${parameter.key}`}
                    type={parameter.type}
                    label={parameter.title}
                    unit={parameter.unit}
                    value={parameter.value}
                    onChange={(value) => change(parameter.key, { value })}
                  />
                ),
              },
              {
                title: t('parameterBasis'),
                width: 240,
                render: (_, parameter) => (
                  <span className="muted">{parameter.basis ?? parameter.description ?? ''}</span>
                ),
              },
              {
                title: '',
                width: 48,
                render: (_, parameter) => (
                  <Tooltip title={t('remove')}>
                    <Button
                      type="text"
                      aria-label={`${t('remove')} ${parameter.title}`}
                      icon={<DeleteOutlined />}
                      onClick={() => remove(parameter)}
                    />
                  </Tooltip>
                ),
              },
            ]}
          />
        </Card>
      ))}
      <NewParameterDialog
        open={adding}
        taken={parameters.map((one) => one.key)}
        groups={[...new Set(parameters.flatMap((one) => one.group ?? []))]}
        onClose={() => setAdding(false)}
        onCreate={(parameter) => write([...parameters, parameter])}
      />
    </div>
  );
}

interface DatedValuesProps {
  readonly parameter: Parameter;
  readonly onChange: (values: ReadonlyArray<{ validFrom: string; value: unknown }>) => void;
}

/** Values that take effect on a day; before the first of them the parameter's own value holds. */
function DatedValues({ parameter, onChange }: DatedValuesProps) {
  const values = (parameter.values ?? []).map(({ validFrom, value }) => ({ validFrom, value }));
  const change = (index: number, patch: Partial<(typeof values)[number]>): void =>
    onChange(values.map((one, at) => (at === index ? { ...one, ...patch } : one)));
  return (
    <div className="dated-values">
      <p className="muted">{t('datedValuesHelp')}</p>
      {values.map((one, index) => (
        <Space key={index} align="start">
          <Input
            type="date"
            aria-label={t('validFrom')}
            value={one.validFrom}
            onChange={(event) => {
              if (event.target.value !== '') change(index, { validFrom: event.target.value });
            }}
          />
          <ParameterValue
            id={`value-${parameter.key}-${index}`}
            type={parameter.type}
            label={`${parameter.title} ${one.validFrom}`}
            unit={parameter.unit}
            value={one.value}
            onChange={(value) => change(index, { value })}
          />
          <Button
            type="text"
            aria-label={t('remove')}
            icon={<DeleteOutlined />}
            onClick={() => onChange(values.filter((_, at) => at !== index))}
          />
        </Space>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() =>
          onChange([
            ...values,
            {
              validFrom: `${new Date().getFullYear() + 1}-01-01`,
              value: values.at(-1)?.value ?? parameter.value,
            },
          ])
        }
      >
        {t('addDatedValue')}
      </Button>
    </div>
  );
}

interface NewParameterDialogProps {
  readonly open: boolean;
  readonly taken: readonly string[];
  readonly groups: readonly string[];
  readonly onClose: () => void;
  readonly onCreate: (parameter: Parameter) => void;
}

interface Answers {
  readonly title: string;
  readonly key: string;
  readonly type: Parameter['type'];
  readonly unit?: string;
  readonly group?: string;
}

function NewParameterDialog({ open, taken, groups, onClose, onCreate }: NewParameterDialogProps) {
  const [form] = Form.useForm<Answers>();
  return (
    <Modal
      open={open}
      title={t('newParameter')}
      okText={t('create')}
      cancelText={t('cancel')}
      destroyOnHidden
      onCancel={onClose}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ type: 'number' }}
        onFinish={({ title, key, type, unit, group }: Answers) => {
          onCreate({
            key,
            title,
            type,
            value: EMPTY[type],
            ...(unit ? { unit } : {}),
            ...(group ? { group } : {}),
          });
          onClose();
        }}
      >
        <Form.Item
          name="title"
          label={t('parameterTitle')}
          rules={[{ required: true, whitespace: true, message: t('titleNeeded') }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('fileKey')}
          extra={t('parameterKeyHelp')}
          rules={keyRules((key) => taken.includes(key))}
        >
          <Input />
        </Form.Item>
        <Form.Item name="type" label={t('parameterType')}>
          <Select
            options={TYPES.map((type) => ({ value: type, label: t(`parameterType.${type}`) }))}
          />
        </Form.Item>
        <Form.Item name="unit" label={t('parameterUnit')}>
          <Input />
        </Form.Item>
        <Form.Item name="group" label={t('parameterGroup')}>
          <Select allowClear options={groups.map((group) => ({ value: group, label: group }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
