import { Form, Input, Modal } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { dictionaryPath } from '../api/package-file';
import { t } from '../text';
import { freeFileKey, keyRules } from './file-keys';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Answers {
  readonly title: string;
  readonly key: string;
}

/** A new, empty code list. */
export function NewDictionaryDialog({ open, onClose }: DialogProps) {
  const { store, draft } = useDraft();
  const navigate = useNavigate();
  const [form] = Form.useForm<Answers>();
  const create = ({ title, key }: Answers): void => {
    store.setFile(dictionaryPath(key), `${JSON.stringify({ key, title, items: [] }, null, 2)}\n`);
    onClose();
    void navigate(`/packages/${draft.content.key}/dictionaries/${key}`);
  };
  return (
    <Modal
      open={open}
      title={t('newDictionary')}
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
        initialValues={{ key: freeFileKey(draft.files, dictionaryPath, 'list') }}
        onFinish={create}
      >
        <Form.Item
          name="title"
          label={t('dictionaryTitle')}
          rules={[{ required: true, whitespace: true, message: t('titleNeeded') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('fileKey')}
          extra={t('fileKeyHelp')}
          rules={keyRules((key) => draft.files.has(dictionaryPath(key)))}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
