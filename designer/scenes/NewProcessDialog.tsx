import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { formPath, processPath } from '../api/package-file';
import { processVocabulary } from '../modeler/vocabulary';
import { newForm } from '../templates/new-form';
import { newProcess } from '../templates/new-process';
import { t } from '../text';
import { KEY_PATTERN, freeFileKey, keyRules } from './file-keys';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Answers {
  readonly title: string;
  readonly key: string;
  readonly starterRoles: string[];
  readonly reviewerRoles: string[];
  readonly reviewLevel?: string;
  readonly reviewDays: number;
  readonly applicationForm: string;
}

const NEW_FORM = '';
const CASE_TITLE_FIELDS = ['applicantName', 'headName', 'name'];

/** A new procedure from the template 申请 → 审核 → 办结, with forms of its own where none is chosen. */
export function NewProcessDialog({ open, onClose }: DialogProps) {
  const { store, draft } = useDraft();
  const navigate = useNavigate();
  const [form] = Form.useForm<Answers>();
  const vocabulary = processVocabulary(draft.files, draft.loaded, null);
  const roles = vocabulary.roles.map(({ key, title }) => ({ value: key, label: title }));

  const addForm = (stem: string, title: string, template: 'application' | 'opinion'): string => {
    const { files } = store.getSnapshot();
    const key =
      KEY_PATTERN.test(stem) && !files.has(formPath(stem))
        ? stem
        : freeFileKey(files, formPath, stem);
    store.setFile(formPath(key), `${JSON.stringify(newForm(key, title, template), null, 2)}\n`);
    return key;
  };
  const create = (answers: Answers): void => {
    const { key, title } = answers;
    const chosen = answers.applicationForm;
    const applicationForm =
      chosen === NEW_FORM
        ? addForm(`${key}Application`, t('applicationFormOf', { title }), 'application')
        : chosen;
    const fields = vocabulary.forms.find((one) => one.key === chosen)?.fields ?? [];
    const xml = newProcess({
      key,
      title,
      starterRoles: answers.starterRoles,
      reviewerRoles: answers.reviewerRoles,
      reviewLevel: answers.reviewLevel ?? null,
      reviewDays: answers.reviewDays,
      applicationForm,
      opinionForm: addForm(`${key}Opinion`, t('opinionFormOf', { title }), 'opinion'),
      caseTitleField:
        chosen === NEW_FORM
          ? 'applicantName'
          : (CASE_TITLE_FIELDS.find((path) => fields.some((field) => field.path === path)) ?? null),
    });
    store.setFile(processPath(key), xml);
    onClose();
    void navigate(`/packages/${draft.content.key}/processes/${key}`);
  };

  return (
    <Modal
      open={open}
      title={t('newProcess')}
      okText={t('create')}
      cancelText={t('cancel')}
      destroyOnHidden
      onCancel={onClose}
      onOk={form.submit}
    >
      <p className="muted">{t('newProcessHelp')}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{
          key: freeFileKey(draft.files, processPath, 'process'),
          applicationForm: NEW_FORM,
          reviewDays: 3,
        }}
        onFinish={create}
      >
        <Form.Item
          name="title"
          label={t('processTitle')}
          rules={[{ required: true, whitespace: true, message: t('titleNeeded') }]}
        >
          <Input autoFocus placeholder={t('processTitleExample')} maxLength={100} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('fileKey')}
          extra={t('fileKeyHelp')}
          rules={keyRules((key) => draft.files.has(processPath(key)))}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="starterRoles"
          label={t('starterRoles')}
          rules={[{ required: true, message: t('roleNeeded') }]}
        >
          <RolesSelect options={roles} />
        </Form.Item>
        <Form.Item name="applicationForm" label={t('applicationForm')}>
          <Select
            showSearch
            optionFilterProp="label"
            options={[
              { value: NEW_FORM, label: t('applicationFormNew') },
              ...vocabulary.forms.map(({ key, title }) => ({ value: key, label: title })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reviewerRoles"
          label={t('reviewerRoles')}
          rules={[{ required: true, message: t('roleNeeded') }]}
        >
          <RolesSelect options={roles} />
        </Form.Item>
        <Form.Item name="reviewLevel" label={t('level')} extra={t('reviewLevelHelp')}>
          <Select
            allowClear
            options={vocabulary.unitTypes.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </Form.Item>
        <Form.Item
          name="reviewDays"
          label={t('reviewDays')}
          rules={[{ required: true, message: t('daysNeeded') }]}
        >
          <InputNumber min={1} max={365} precision={0} addonAfter={t('dayType.working')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface RolesSelectProps {
  readonly options: { readonly value: string; readonly label: string }[];
  /** Given by the form around it. */
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (roles: string[]) => void;
}

/** Several roles. It takes from the form only what a select may carry: not `aria-required`, which its box does not allow. */
function RolesSelect({ options, id, value, onChange }: RolesSelectProps) {
  return (
    <Select
      mode="multiple"
      optionFilterProp="label"
      options={options}
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
    />
  );
}
