import { InputNumber } from 'antd';
import { useFormText } from '../../renderer/text';
import { type InputProps, ariaOf, componentProp, statusOf } from '../input-props';

interface QuantityProps extends InputProps {
  readonly precision: number | undefined;
  readonly suffix: string;
  readonly className: string;
}

function Quantity({ precision, suffix, className, ...props }: QuantityProps) {
  return (
    <InputNumber<number>
      {...ariaOf(props)}
      status={statusOf(props)}
      className={className}
      inputMode="decimal"
      controls={false}
      value={typeof props.value === 'number' ? props.value : null}
      {...(precision === undefined ? {} : { precision })}
      placeholder={componentProp(props.field, 'placeholder', '')}
      {...(suffix === '' ? {} : { suffix: <span className="banshi-unit">{suffix}</span> })}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

export function NumberInput(props: InputProps) {
  const precision = componentProp<number | undefined>(props.field, 'precision', undefined);
  return (
    <Quantity
      {...props}
      precision={precision}
      suffix={componentProp(props.field, 'suffix', '')}
      className="banshi-number"
    />
  );
}

export function MoneyInput(props: InputProps) {
  const t = useFormText();
  return (
    <Quantity {...props} precision={2} suffix={t('yuan')} className="banshi-number banshi-money" />
  );
}

export function PercentInput(props: InputProps) {
  return (
    <Quantity
      {...props}
      precision={componentProp(props.field, 'precision', 2)}
      suffix="%"
      className="banshi-number"
    />
  );
}
