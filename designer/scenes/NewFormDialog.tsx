import { Form, Input, Modal, Radio } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { formPath } from '../api/package-file';
import { type FormTemplate, formTemplates, newForm } from '../templates/new-form';
import { t } from '../text';
import { freeFileKey, keyRules } from './file-keys';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Answers {
  readonly title: string;
  readonly key: string;
  readonly template: FormTemplate;
}

/** A new form from a blank page or a template. */
export function NewFormDialog({ open, onClose }: DialogProps) {
  const { store, draft } = useDraft();
  const navigate = useNavigate();
  const [form] = Form.useForm<Answers>();
  const create = ({ title, key, template }: Answers): void => {
    store.setFile(formPath(key), `${JSON.stringify(newForm(key, title, template), null, 2)}\n`);
    onClose();
    void navigate(`/packages/${draft.content.key}/forms/${key}`);
  };
  return (
    <Modal
      open={open}
      title={t('newForm')}
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
        initialValues={{ key: freeFileKey(draft.files, formPath, 'form'), template: 'blank' }}
        onFinish={create}
      >
        <Form.Item
          name="title"
          label={t('formTitle')}
          rules={[{ required: true, whitespace: true, message: t('titleNeeded') }]}
        >
          <Input autoFocus placeholder={t('formTitleExample')} maxLength={200} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('fileKey')}
          extra={t('fileKeyHelp')}
          rules={keyRules((key) => draft.files.has(formPath(key)))}
        >
          <Input />
        </Form.Item>
        <Form.Item name="template" label={t('beginWith')}>
          <Radio.Group
            className="option-list"
            options={formTemplates.map((template) => ({
              value: template,
              label: t(`formTemplate.${template}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
