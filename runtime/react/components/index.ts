import type { ComponentType } from 'react';
import type { ComponentName } from '../../form';
import {
  CheckboxInput,
  RadioInput,
  SelectInput,
  UnitInput,
  YesNoInput,
} from './choice/ChoiceInputs';
import { RatingInput } from './choice/RatingInput';
import { TreeInput, UnitPathInput } from './choice/TreeInputs';
import { ChecklistInput } from './collection/ChecklistInput';
import { PhotoInput } from './collection/PhotoInput';
import { UploadInput } from './collection/UploadInput';
import {
  DateInput,
  DateRangeInput,
  DateTimeInput,
  MonthInput,
  MonthRangeInput,
} from './date/DateInputs';
import type { InputProps } from './input-props';
import { MoneyInput, NumberInput, PercentInput } from './number/NumberInputs';
import { OpinionInput } from './people/OpinionInput';
import { SignatureInput } from './people/SignatureInput';
import { LocationInput } from './place/LocationInput';
import { DigitsInput, IdentityNumberInput, TextAreaInput, TextInput } from './text/TextInputs';
import './choice/choice.css';

/** The input of every component that takes one; layout and tables are drawn by the renderer. */
export const inputs: Readonly<Partial<Record<ComponentName, ComponentType<InputProps>>>> = {
  Input: TextInput,
  TextArea: TextAreaInput,
  NumberInput,
  Money: MoneyInput,
  Percent: PercentInput,
  DatePicker: DateInput,
  MonthPicker: MonthInput,
  DateTimePicker: DateTimeInput,
  DateRange: DateRangeInput,
  MonthRange: MonthRangeInput,
  Location: LocationInput,
  Radio: RadioInput,
  Select: SelectInput,
  CheckboxGroup: CheckboxInput,
  TreeSelect: TreeInput,
  Rate: RatingInput,
  Photo: PhotoInput,
  YesNo: YesNoInput,
  IdNumber: IdentityNumberInput,
  Phone: DigitsInput,
  BankAccount: DigitsInput,
  OrgUnit: UnitInput,
  Cascader: UnitPathInput,
  Signature: SignatureInput,
  Opinion: OpinionInput,
  Upload: UploadInput,
  Checklist: ChecklistInput,
};
