import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Popover } from 'antd';
import { useRef, useState } from 'react';
import { t } from '../text';
import type { ExpressionName } from './names';

const GROUPS = ['outcome', 'row', 'field', 'parameter', 'function', 'general'] as const;
const SHOWN = 60;

interface NamePickerProps {
  readonly names: readonly ExpressionName[];
  readonly onPick: (name: string) => void;
}

/** Fields, parameters and functions by their Chinese names; a click writes one into the rule. */
export function NamePicker({ names, onPick }: NamePickerProps) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const field = useRef<InputRef>(null);
  const wanted = search.trim().toLowerCase();
  const found = names.filter(({ insert, title }) =>
    `${title} ${insert}`.toLowerCase().includes(wanted),
  );
  const list = (
    <div className="name-picker">
      <Input
        ref={field}
        allowClear
        size="small"
        aria-label={t('findName')}
        placeholder={t('findName')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="name-list">
        {GROUPS.map((group) => {
          const inGroup = found.filter((name) => name.group === group).slice(0, SHOWN);
          return inGroup.length === 0 ? null : (
            <section key={group}>
              <h4>{t(`nameGroup.${group}`)}</h4>
              {inGroup.map((name) => (
                <button
                  key={name.insert}
                  type="button"
                  onClick={() => {
                    onPick(name.insert);
                    setOpen(false);
                  }}
                >
                  <span>{name.title}</span>
                  <code>{name.insert}</code>
                </button>
              ))}
            </section>
          );
        })}
      </div>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(visible) => {
        if (visible) field.current?.focus();
      }}
      trigger="click"
      placement="bottomRight"
      content={list}
    >
      <Button type="link" size="small" className="pick-name" icon={<PlusOutlined />}>
        {t('pickName')}
      </Button>
    </Popover>
  );
}
