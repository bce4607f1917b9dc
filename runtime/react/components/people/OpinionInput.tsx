import { Button, Input, Radio } from 'antd';
import { useRef } from 'react';
import {
  type Opinion,
  linesOf,
  opinionNeedsText,
  opinionResults,
  readOpinion,
} from '../../../form';
import { useFormText } from '../../renderer/text';
import { type InputProps, componentProp, statusOf } from '../input-props';
import { useLeave } from '../use-leave';
import './opinion.css';

/** A result, words for it with phrases at hand, and the name of who gives it. */
export function OpinionInput(props: InputProps) {
  const t = useFormText();
  const group = useLeave(props.onBlur);
  const { id, field, context } = props;
  const words = useRef<HTMLDivElement>(null);
  const opinion = readOpinion(props.value);
  const phrases = linesOf(field, 'phrases') ?? [];
  const needsText = opinionNeedsText(opinion.result, field, context);
  const text = opinion.text ?? '';
  const { name } = context.user ?? {};

  const give = (change: Opinion): void => {
    const next = { ...opinion, ...change };
    const isEmpty = next.result === undefined && (next.text ?? '').trim() === '';
    const signed = {
      ...(typeof name === 'string' ? { by: name } : {}),
      at: new Date(context.now).toISOString(),
    };
    props.onChange(isEmpty ? undefined : { ...next, ...signed });
  };

  return (
    <div ref={group} className="banshi-opinion" role="group" aria-labelledby={`${id}-label`}>
      <Radio.Group
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={props.describedBy}
        value={opinion.result ?? null}
        options={opinionResults(field, context)
          .filter((option) => option.disabled !== true)
          .map(({ value, label }) => ({ value, label }))}
        onChange={(event) => give({ result: event.target.value as NonNullable<Opinion['result']> })}
      />
      <div ref={words}>
        <Input.TextArea
          aria-label={t(needsText ? 'opinionReason' : 'opinionWords')}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid}
          aria-required={needsText}
          status={statusOf(props)}
          value={text}
          maxLength={field.schema.maxLength ?? 2_000}
          autoSize={{ minRows: 3, maxRows: 12 }}
          placeholder={componentProp(
            field,
            'placeholder',
            t(needsText ? 'opinionReason' : 'opinionWords'),
          )}
          onChange={(event) => give({ text: event.target.value })}
        />
      </div>
      {phrases.length === 0 ? null : (
        <div className="banshi-phrases" role="group" aria-label={t('phrases')}>
          {phrases.map((phrase) => (
            <Button
              key={phrase}
              size="small"
              onClick={() => {
                give({ text: `${text}${phrase}` });
                words.current?.querySelector('textarea')?.focus();
              }}
            >
              {phrase}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
