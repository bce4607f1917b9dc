import { EnvironmentOutlined } from '@ant-design/icons';
import { Button, InputNumber, Typography } from 'antd';
import { useRef, useState } from 'react';
import { type Location, readLocation, roundDegrees } from '../../../form';
import type { reactMessages } from '../../../messages/react';
import { useFormText } from '../../renderer/text';
import { type InputProps, statusOf } from '../input-props';
import { useLeave } from '../use-leave';
import { locate } from './locate';
import './location.css';

const DEGREES = [
  ['longitude', 180],
  ['latitude', 90],
] as const;

/** Where something is: asked of the device, or written by hand where that fails. */
export function LocationInput(props: InputProps) {
  const t = useFormText();
  const { id, context } = props;
  const group = useLeave(props.onBlur);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<keyof typeof reactMessages | null>(null);
  const place = readLocation(props.value);
  const report = useRef(props.onChange);
  report.current = props.onChange;

  const ask = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const located = await locate();
    setBusy(false);
    if (!located.ok) {
      setFailure(located.reason);
      return;
    }
    const { longitude, latitude, accuracy } = located.coordinates;
    report.current({
      longitude: roundDegrees(longitude),
      latitude: roundDegrees(latitude),
      accuracy: Math.round(accuracy),
      at: new Date(located.at).toISOString(),
    } satisfies Location);
  };
  /** What a person writes is as exact as they say, so nothing is said of its accuracy. */
  const write = (part: 'longitude' | 'latitude', degrees: number | null): void => {
    const { longitude, latitude } = place;
    const { [part]: _old, ...others } = {
      ...(longitude === undefined ? {} : { longitude }),
      ...(latitude === undefined ? {} : { latitude }),
    };
    const next: Location = degrees === null ? others : { ...others, [part]: degrees };
    const isEmpty = Object.keys(next).length === 0;
    props.onChange(isEmpty ? undefined : { ...next, at: new Date(context.now).toISOString() });
  };

  return (
    <div ref={group} className="banshi-location" role="group" aria-labelledby={`${id}-label`}>
      <Button
        id={id}
        icon={<EnvironmentOutlined aria-hidden />}
        loading={busy}
        aria-describedby={props.describedBy}
        onClick={() => void ask()}
      >
        {t('locate')}
      </Button>
      {DEGREES.map(([part, limit]) => (
        <label key={part} htmlFor={`${id}-${part}`}>
          <span>{t(part)}</span>
          <InputNumber<number>
            id={`${id}-${part}`}
            aria-describedby={props.describedBy}
            aria-invalid={props.invalid}
            aria-required={props.required}
            status={statusOf(props)}
            inputMode="decimal"
            controls={false}
            placeholder={`-${limit} ~ ${limit}`}
            value={place[part] ?? null}
            onChange={(degrees) => write(part, degrees === null ? null : roundDegrees(degrees))}
          />
        </label>
      ))}
      <span role="status" className="banshi-derived">
        {place.accuracy === undefined ? '' : t('located', { metres: place.accuracy })}
      </span>
      {failure === null ? null : (
        <Typography.Text type="danger" role="alert" className="banshi-location-failure">
          {t(failure)}
        </Typography.Text>
      )}
    </div>
  );
}
