import { Input, Typography } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { compileExpression } from '../../runtime/expression';
import { t } from '../text';
import { type Completion, completed, completionAt } from './completion';
import { functionNames } from './functions';
import { NamePicker } from './NamePicker';
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
  /** What a rule gives on sample data, in a sentence; null where that cannot be said. */
  readonly tried?: ((source: string) => string | null) | undefined;
}

const NO_NAMES: readonly ExpressionName[] = [];

/**
 * A JSONata rule: completed, checked, read out in Chinese and tried while one types, taken over when one leaves the field,
 * so that each rule is one undo step.
 */
export function ExpressionInput({
  id,
  value,
  onCommit,
  placeholder,
  rows = 2,
  names = NO_NAMES,
  tried,
}: ExpressionInputProps) {
  const [text, setText] = useState(value);
  const area = useRef<TextAreaRef>(null);
  useEffect(() => setText(value), [value]);
  const compiled = text.trim() === '' ? null : compileExpression(text);
  const problem = compiled === null || compiled.ok ? null : compiled.error;
  const isWhole = compiled?.ok === true;
  const reading = useMemo(() => (isWhole ? readingOf(text, names) : null), [text, names, isWhole]);
  const outcome = useMemo(() => (isWhole ? (tried?.(text) ?? null) : null), [text, tried, isWhole]);
  const offered = useMemo(
    () => (names.length === 0 ? NO_NAMES : [...names, ...functionNames]),
    [names],
  );
  const field = (): HTMLTextAreaElement | null => area.current?.resizableTextArea?.textArea ?? null;
  const write = (next: { readonly text: string; readonly caret: number }): void => {
    setText(next.text);
    // The caret is put where one goes on typing, once React has written the text.
    requestAnimationFrame(() => field()?.setSelectionRange(next.caret, next.caret));
  };
  const completion = useCompletion(field, offered, write);
  const insert = (name: string): void => {
    const at = field()?.selectionStart ?? text.length;
    const end = field()?.selectionEnd ?? at;
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
        autoComplete="off"
        status={problem === null ? '' : 'error'}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem`}
        aria-autocomplete="list"
        {...(completion.open === null
          ? {}
          : {
              'aria-controls': `${id}-completions`,
              'aria-activedescendant': `${id}-completion-${completion.active}`,
            })}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(event) => {
          setText(event.target.value);
          completion.look(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={completion.onKeyDown}
        onBlur={() => {
          completion.close();
          if (text !== value) onCommit(text);
        }}
      />
      {completion.open === null ? null : (
        <div
          className="completions"
          role="listbox"
          tabIndex={-1}
          id={`${id}-completions`}
          aria-label={t('completions')}
        >
          {completion.open.choices.map((name, index) => (
            <div
              key={name.insert}
              id={`${id}-completion-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === completion.active}
              // The press must not take the caret out of the field.
              onMouseDown={(event) => {
                event.preventDefault();
                completion.choose(name);
              }}
            >
              <code>{name.insert}</code>
              <span>{name.title}</span>
            </div>
          ))}
        </div>
      )}
      <div id={`${id}-problem`} aria-live="polite">
        {problem === null ? null : (
          <Typography.Text type="danger" className="field-problem">
            {t('expressionProblem', { message: expressionSentence(problem), code: problem.code })}
          </Typography.Text>
        )}
        {reading === null ? null : (
          <span className="expression-reading">{t('expressionReading', { reading })}</span>
        )}
        {outcome === null ? null : <span className="expression-outcome">{outcome}</span>}
      </div>
      {offered.length === 0 ? null : <NamePicker names={offered} onPick={insert} />}
    </div>
  );
}

/** The names that what is being typed may become: arrows choose, Enter and Tab take, Escape sends them away. */
function useCompletion(
  field: () => HTMLTextAreaElement | null,
  names: readonly ExpressionName[],
  write: (next: { readonly text: string; readonly caret: number }) => void,
) {
  const [open, setOpen] = useState<Completion | null>(null);
  const [active, setActive] = useState(0);
  const close = (): void => setOpen(null);
  const look = (text: string, caret: number): void => {
    setOpen(completionAt(text, caret, names));
    setActive(0);
  };
  const choose = (name: ExpressionName): void => {
    const area = field();
    if (open !== null && area !== null)
      write(completed(area.value, area.selectionStart, open.from, name));
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter also ends the choice of a Chinese word; that is not a choice of ours.
    if (open === null || event.nativeEvent.isComposing) return;
    const count = open.choices.length;
    const chosen = open.choices[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % count);
    else if (event.key === 'ArrowUp') setActive((active + count - 1) % count);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) choose(chosen);
    else {
      if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return { open, active, look, choose, close, onKeyDown };
}
