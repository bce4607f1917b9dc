import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Popover, Typography } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useMemo, useRef, useState } from 'react';
import { compileExpression } from '../../runtime/expression';
import { t } from '../text';
import type { ExpressionName } from './names';
import { readingOf } from './reading';
import { expressionSentence } from './syntax-words';

interface ExpressionInputProps {
  readonly id: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly placeholder?: string;
  readonly rows?: number;
  /** What the rule may read; offered for choosing, and the words of its reading. */
  readonly names?: readonly ExpressionName[];
}

const NO_NAMES: readonly ExpressionName[] = [];

/**
 * A JSONata rule: checked and read out in Chinese while one types, names chosen from a list, taken over when one leaves
 * the field, so that each rule is one undo step.
 */
export function ExpressionInput({
  id,
  value,
  onCommit,
  placeholder,
  rows = 2,
  names = NO_NAMES,
}: ExpressionInputProps) {
  const [text, setText] = useState(value);
  const area = useRef<TextAreaRef>(null);
  useEffect(() => setText(value), [value]);
  const compiled = text.trim() === '' ? null : compileExpression(text);
  const problem = compiled === null || compiled.ok ? null : compiled.error;
  const reading = useMemo(
    () => (text.trim() === '' || problem !== null ? null : readingOf(text, names)),
    [text, names, problem],
  );
  const insert = (name: string): void => {
    const field = area.current?.resizableTextArea?.textArea;
    const at = field?.selectionStart ?? text.length;
    const end = field?.selectionEnd ?? at;
    const before = text.slice(0, at);
    const space = before === '' || /[\s(.[]$/.test(before) ? '' : ' ';
    const next = `${before}${space}${name}${text.slice(end)}`;
    setText(next);
    onCommit(next);
  };
  return (
    <div className="expression-input">
      <Input.TextArea
        id={id}
        ref={area}
        className="expression"
        value={text}
        autoSize={{ minRows: rows, maxRows: 8 }}
        spellCheck={false}
        status={problem === null ? '' : 'error'}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem`}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text !== value) onCommit(text);
        }}
      />
      <div id={`${id}-problem`} aria-live="polite">
        {problem === null ? null : (
          <Typography.Text type="danger" className="field-problem">
            {t('expressionProblem', { message: expressionSentence(problem), code: problem.code })}
          </Typography.Text>
        )}
        {reading === null ? null : (
          <span className="expression-reading">{t('expressionReading', { reading })}</span>
        )}
      </div>
      {names.length === 0 ? null : <NamePicker names={names} onPick={insert} />}
    </div>
  );
}

const GROUPS = ['outcome', 'row', 'field', 'parameter', 'general'] as const;
const SHOWN = 60;

interface NamePickerProps {
  readonly names: readonly ExpressionName[];
  readonly onPick: (name: string) => void;
}

/** Fields and parameters by their Chinese names; a click writes one into the rule. */
function NamePicker({ names, onPick }: NamePickerProps) {
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
