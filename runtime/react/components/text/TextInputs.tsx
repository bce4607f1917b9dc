import { Input } from 'antd';
import { ageOn, birthDateOf, dateAt, genderOf, isIdentityNumber } from '../../../kernel';
import { useFormText } from '../../renderer/text';
import { type InputProps, ariaOf, componentProp, statusOf } from '../input-props';

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function TextInput(props: InputProps) {
  return (
    <Input
      {...ariaOf(props)}
      status={statusOf(props)}
      value={text(props.value)}
      maxLength={props.field.schema.maxLength ?? 20_000}
      placeholder={componentProp(props.field, 'placeholder', '')}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

export function TextAreaInput(props: InputProps) {
  const { maxLength } = props.field.schema;
  return (
    <Input.TextArea
      {...ariaOf(props)}
      status={statusOf(props)}
      value={text(props.value)}
      autoSize={{ minRows: componentProp(props.field, 'rows', 2), maxRows: 12 }}
      {...(maxLength === undefined ? {} : { maxLength, showCount: true })}
      placeholder={componentProp(props.field, 'placeholder', '')}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** A number that is no quantity: phone, bank account. The phone's number pad comes up. */
export function DigitsInput(props: InputProps) {
  return (
    <Input
      {...ariaOf(props)}
      status={statusOf(props)}
      inputMode="tel"
      autoComplete="off"
      maxLength={24}
      value={text(props.value)}
      placeholder={componentProp(props.field, 'placeholder', '')}
      onChange={(event) => props.onChange(event.target.value.replace(/\s/g, ''))}
    />
  );
}

/** An identity number says at once whom it names: sex, birth date, age. */
export function IdentityNumberInput(props: InputProps) {
  const t = useFormText();
  const value = text(props.value);
  const birth = isIdentityNumber(value) ? birthDateOf(value) : undefined;
  return (
    <>
      <Input
        {...ariaOf(props)}
        status={statusOf(props)}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={22}
        value={value}
        placeholder={componentProp(props.field, 'placeholder', '')}
        onChange={(event) => props.onChange(event.target.value.replace(/\s/g, '').toUpperCase())}
      />
      {birth === undefined ? null : (
        <span className="banshi-derived">
          {t('derived', {
            gender: genderOf(value) ?? '',
            birth,
            age: ageOn(birth, dateAt(props.context.now)),
          })}
        </span>
      )}
    </>
  );
}
