import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Alert, Button, Card, Input, Select, Space, Switch, Table, Tooltip } from 'antd';
import { useParams } from 'react-router-dom';
import type { Dictionary as DictionaryFile } from '../../runtime/package';
import { useDraft } from '../api/draft-context';
import { dictionaryPath } from '../api/package-file';
import { useDeleteFile } from '../components/use-delete-file';
import { TextSetting } from '../components/TextSetting';
import { t } from '../text';
import { MissingFile } from '../components/MissingFile';
import { readJson, writeJson } from './json-file';

type Item = DictionaryFile['items'][number];

/** A code list as a table: what is stored, what is shown, whether it may still be chosen. */
export function Dictionary() {
  const { fileKey = '' } = useParams();
  const { store, draft } = useDraft();
  const deleteFile = useDeleteFile();
  const path = dictionaryPath(fileKey);
  const text = draft.files.get(path);
  if (text === undefined) return <MissingFile />;
  const file = readJson<DictionaryFile>(text);
  if (file === null) return <Alert className="page" type="error" message={t('jsonBroken')} />;

  const write = (items: readonly Item[]): void =>
    store.setFile(path, writeJson({ ...file, items: [...items] }));
  const change = (index: number, patch: Partial<Item>): void =>
    write(file.items.map((item, at) => (at === index ? { ...item, ...patch } : item)));
  const move = (index: number, by: number): void => {
    const items = [...file.items];
    const [item] = items.splice(index, 1);
    if (item !== undefined) items.splice(index + by, 0, item);
    write(items);
  };
  const values = file.items.map((item) => item.value);
  const duplicate = values.find((value, index) => values.indexOf(value) !== index);

  return (
    <div className="page">
      <Card
        title={
          <Input
            className="title-input"
            variant="borderless"
            aria-label={t('dictionaryTitle')}
            value={file.title}
            onChange={(event) =>
              store.setFile(path, writeJson({ ...file, title: event.target.value }))
            }
          />
        }
        extra={
          <Button
            danger
            icon={<DeleteOutlined />}
            onClick={() => deleteFile('dictionary', fileKey, path)}
          >
            {t('deleteDictionary')}
          </Button>
        }
      >
        <p className="muted">{t('dictionaryHelp')}</p>
        {duplicate === undefined ? null : (
          <Alert
            type="error"
            showIcon
            message={t('dictionaryDuplicate', { value: duplicate === '' ? '—' : duplicate })}
          />
        )}
        <Table<Item & { readonly index: number }>
          rowKey="index"
          size="small"
          pagination={false}
          locale={{ emptyText: t('dictionaryEmpty') }}
          dataSource={file.items.map((item, index) => ({ ...item, index }))}
          columns={[
            {
              title: t('dictionaryLabel'),
              render: (_, item) => (
                <TextSetting
                  id={`label-${item.index}`}
                  label={t('dictionaryLabel')}
                  value={item.label}
                  onCommit={(label) =>
                    change(item.index, {
                      label,
                      ...(item.value === '' || item.value === item.label ? { value: label } : {}),
                    })
                  }
                />
              ),
            },
            {
              title: t('dictionaryValue'),
              render: (_, item) => (
                <TextSetting
                  id={`value-${item.index}`}
                  label={t('dictionaryValue')}
                  value={item.value}
                  onCommit={(value) => change(item.index, { value })}
                />
              ),
            },
            {
              title: t('dictionaryParent'),
              render: (_, item) => (
                <Select
                  style={{ width: '100%' }}
                  aria-label={t('dictionaryParent')}
                  allowClear
                  showSearch
                  optionFilterProp="label"
                  placeholder={t('dictionaryTop')}
                  value={item.parent ?? null}
                  options={file.items
                    .filter((one) => one.value !== '' && one.value !== item.value)
                    .map(({ value, label }) => ({ value, label }))}
                  onChange={(parent: string | null | undefined) => {
                    const { parent: _parent, index, ...rest } = item;
                    write(
                      file.items.map((one, at) =>
                        at === index ? (parent ? { ...rest, parent } : rest) : one,
                      ),
                    );
                  }}
                />
              ),
            },
            {
              title: t('dictionaryInUse'),
              width: 90,
              render: (_, item) => (
                <Switch
                  aria-label={t('dictionaryInUse')}
                  checked={item.disabled !== true}
                  onChange={(checked) => {
                    const { disabled: _disabled, index, ...rest } = item;
                    write(
                      file.items.map((one, at) =>
                        at === index ? (checked ? rest : { ...rest, disabled: true }) : one,
                      ),
                    );
                  }}
                />
              ),
            },
            {
              title: '',
              width: 120,
              render: (_, { index }) => (
                <Space size={0}>
                  <Tooltip title={t('moveUp')}>
                    <Button
                      type="text"
                      aria-label={t('moveUp')}
                      icon={<ArrowUpOutlined />}
                      disabled={index === 0}
                      onClick={() => move(index, -1)}
                    />
                  </Tooltip>
                  <Tooltip title={t('moveDown')}>
                    <Button
                      type="text"
                      aria-label={t('moveDown')}
                      icon={<ArrowDownOutlined />}
                      disabled={index === file.items.length - 1}
                      onClick={() => move(index, 1)}
                    />
                  </Tooltip>
                  <Tooltip title={t('remove')}>
                    <Button
                      type="text"
                      aria-label={t('remove')}
                      icon={<DeleteOutlined />}
                      onClick={() => write(file.items.filter((_item, at) => at !== index))}
                    />
                  </Tooltip>
                </Space>
              ),
            },
          ]}
          footer={() => (
            <Button
              type="dashed"
              block
              icon={<PlusOutlined />}
              onClick={() => write([...file.items, { value: '', label: '' }])}
            >
              {t('dictionaryAdd')}
            </Button>
          )}
        />
      </Card>
    </div>
  );
}
