import { Input, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { compileExpression } from '../../runtime/expression';
import { t } from '../text';

interface ExpressionInputProps {
  readonly id: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly placeholder?: string;
  readonly rows?: number;
}

/** A JSONata rule: checked while one types, taken over when one leaves the field, so that each rule is one undo step. */
export function ExpressionInput({
  id,
  value,
  onCommit,
  placeholder,
  rows = 2,
}: ExpressionInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const compiled = text.trim() === '' ? null : compileExpression(text);
  const problem = compiled === null || compiled.ok ? null : compiled.error;
  return (
    <>
      <Input.TextArea
        id={id}
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
      <Typography.Text id={`${id}-problem`} type="danger" className="field-problem">
        {problem === null
          ? ''
          : t('expressionProblem', { message: problem.message, code: problem.code })}
      </Typography.Text>
    </>
  );
}
