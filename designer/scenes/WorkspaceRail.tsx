import {
  ApartmentOutlined,
  AppstoreOutlined,
  BookOutlined,
  CloudUploadOutlined,
  ExperimentOutlined,
  FormOutlined,
  HistoryOutlined,
  PlusOutlined,
  SlidersOutlined,
} from '@ant-design/icons';
import { Menu } from 'antd';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { PackageFile } from '../../runtime/contract';
import { useDraft } from '../api/draft-context';
import { t } from '../text';
import { NewDictionaryDialog } from './NewDictionaryDialog';
import { NewFormDialog } from './NewFormDialog';
import { NewProcessDialog } from './NewProcessDialog';

type Dialog = 'new-form' | 'new-process' | 'new-dictionary';
const dialogs: readonly string[] = ['new-form', 'new-process', 'new-dictionary'];

/** What the package holds; a dot marks files that have problems. */
export function WorkspaceRail() {
  const { draft } = useDraft();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { content, problems } = draft;
  const base = `/packages/${content.key}`;

  const fileItem = (file: PackageFile, folder: string) => {
    const found = problems?.filter((problem) => problem.at.split('#')[0] === file.path) ?? [];
    return {
      key: `${base}/${folder}/${file.key}`,
      label: (
        <span className="rail-file" title={file.title}>
          <span className="rail-title">{file.title}</span>
          {file.change === 'none' ? null : (
            <span className="rail-change" role="img" aria-label={t(file.change)}>
              ●
            </span>
          )}
          {found.length === 0 ? null : (
            <span className="rail-problems" aria-label={t('problems', { count: found.length })}>
              {found.length}
            </span>
          )}
        </span>
      ),
    };
  };
  const filesOf = (kind: PackageFile['kind'], folder: string) =>
    content.files
      .filter((file) => file.kind === kind && file.change !== 'removed')
      .map((file) => fileItem(file, folder));
  const create = (key: Dialog, label: string) => ({
    key,
    icon: <PlusOutlined />,
    label,
    className: 'rail-new',
  });

  const items = [
    { key: base, icon: <AppstoreOutlined />, label: t('overview') },
    {
      key: 'forms',
      icon: <FormOutlined />,
      label: t('forms'),
      children: [...filesOf('form', 'forms'), create('new-form', t('newForm'))],
    },
    {
      key: 'processes',
      icon: <ApartmentOutlined />,
      label: t('processes'),
      children: [...filesOf('process', 'processes'), create('new-process', t('newProcess'))],
    },
    { key: `${base}/parameters`, icon: <SlidersOutlined />, label: t('parameters') },
    {
      key: 'dictionaries',
      icon: <BookOutlined />,
      label: t('dictionaries'),
      children: [
        ...filesOf('dictionary', 'dictionaries'),
        create('new-dictionary', t('newDictionary')),
      ],
    },
    { key: `${base}/scenarios`, icon: <ExperimentOutlined />, label: t('scenarios') },
    { key: `${base}/versions`, icon: <HistoryOutlined />, label: t('versions') },
    { key: `${base}/publish`, icon: <CloudUploadOutlined />, label: t('publish') },
  ];
  const close = (): void => setDialog(null);
  return (
    <nav className="rail" aria-label={content.title}>
      <Menu
        mode="inline"
        inlineIndent={16}
        selectedKeys={[pathname.replace(/\/$/, '')]}
        defaultOpenKeys={['forms', 'processes']}
        items={items}
        onClick={({ key }) => {
          if (dialogs.includes(key)) setDialog(key as Dialog);
          else void navigate(key);
        }}
      />
      <NewFormDialog open={dialog === 'new-form'} onClose={close} />
      <NewProcessDialog open={dialog === 'new-process'} onClose={close} />
      <NewDictionaryDialog open={dialog === 'new-dictionary'} onClose={close} />
    </nav>
  );
}
