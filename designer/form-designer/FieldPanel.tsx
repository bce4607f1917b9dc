import { Tabs } from 'antd';
import type { FormDocument } from '../../runtime/form';
import type { LoadedPackage } from '../../runtime/package';
import type { SampleTrial } from '../expression/sample';
import { t } from '../text';
import { FieldActions } from './field-panel/FieldActions';
import { FormSettings } from './field-panel/FormSettings';
import { LogicTab } from './field-panel/LogicTab';
import { PropertiesTab } from './field-panel/PropertiesTab';
import { RulesTab } from './field-panel/RulesTab';
import { type NodePath, nodeAt } from './form-document';
import type { ApplyEdit } from './FormDesigner';
import type { FormClipboard } from './use-clipboard';

interface FieldPanelProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  readonly loaded: LoadedPackage | null;
  readonly trial: SampleTrial | null;
  readonly clipboard: FormClipboard;
  /** What is wrong with the selected field, in sentences. */
  readonly problems: readonly string[];
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
  readonly onDelete: () => void;
}

/** Everything about the selected field, in words; or about the form, when none is selected. */
export function FieldPanel(props: FieldPanelProps) {
  const { document, selected, loaded, trial, clipboard, problems } = props;
  const { onEdit, onSelect, onDelete } = props;
  const node = selected === null ? undefined : nodeAt(document, selected);
  if (selected === null || node === undefined) {
    return <FormSettings document={document} onEdit={onEdit} onDelete={onDelete} />;
  }
  const tab = { document, selected, node, loaded, trial, onEdit, onSelect };
  return (
    <div key={selected.join('/')}>
      <FieldActions {...tab} clipboard={clipboard} />
      {problems.length === 0 ? null : (
        <ul className="panel-problems" role="alert">
          {problems.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <Tabs
        size="small"
        items={[
          { key: 'properties', label: t('properties'), children: <PropertiesTab {...tab} /> },
          { key: 'logic', label: t('logic'), children: <LogicTab {...tab} /> },
          { key: 'rules', label: t('rules'), children: <RulesTab {...tab} /> },
        ]}
      />
    </div>
  );
}
