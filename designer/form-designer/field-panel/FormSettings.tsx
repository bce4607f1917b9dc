import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { FormDocument } from '../../../runtime/form';
import { PanelField, PanelSection } from '../../components/PanelSection';
import { TextSetting } from '../../components/TextSetting';
import { t } from '../../text';
import type { ApplyEdit } from '../FormDesigner';

interface FormSettingsProps {
  readonly document: FormDocument;
  readonly onEdit: ApplyEdit;
  readonly onDelete: () => void;
}

/** The form as a whole, shown while no field is selected. */
export function FormSettings({ document, onEdit, onDelete }: FormSettingsProps) {
  const set = (name: 'annex' | 'description', text: string): void => {
    const { [name]: _old, ...rest } = document;
    onEdit(text === '' ? rest : { ...document, [name]: text }, t(`form.${name}`));
  };
  return (
    <>
      <PanelSection title={t('formSettings')}>
        <p className="muted">{t('selectField')}</p>
        <PanelField id="form-title" label={t('formTitle')}>
          <TextSetting
            id="form-title"
            value={document.title}
            onCommit={(title) => {
              if (title !== '') onEdit({ ...document, title }, t('formTitle'));
            }}
          />
        </PanelField>
        <PanelField id="form-annex" label={t('form.annex')} help={t('annexHelp')}>
          <TextSetting
            id="form-annex"
            value={document.annex ?? ''}
            onCommit={(text) => set('annex', text)}
          />
        </PanelField>
        <PanelField id="form-description" label={t('form.description')}>
          <TextSetting
            id="form-description"
            multiline
            value={document.description ?? ''}
            onCommit={(text) => set('description', text)}
          />
        </PanelField>
        <PanelField id="form-key" label={t('fileKey')} help={t('fileKeyHelp')}>
          <Input id="form-key" readOnly value={document.key} />
        </PanelField>
      </PanelSection>
      <Button danger block icon={<DeleteOutlined />} onClick={onDelete}>
        {t('deleteForm')}
      </Button>
    </>
  );
}
