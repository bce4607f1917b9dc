import { CalendarOutlined, DownOutlined, LogoutOutlined } from '@ant-design/icons';
import { Avatar, Dropdown } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useText } from './preferences';
import { useSession, useUser } from './SessionProvider';
import './shell.css';

/** Who is at the screen and in which posts; the way out. */
export function AccountMenu() {
  const t = useText();
  const user = useUser();
  const { leave } = useSession();
  const navigate = useNavigate();
  const [first] = user.seats;
  const items = [
    ...user.seats.map((seat) => ({
      key: `${seat.role} ${seat.unit}`,
      disabled: true,
      label: `${seat.unitName} · ${seat.roleTitle}`,
    })),
    { type: 'divider' as const },
    {
      key: 'absences',
      icon: <CalendarOutlined />,
      label: t('absence.title'),
      onClick: () => void navigate('/absences'),
    },
    {
      key: 'leave',
      icon: <LogoutOutlined />,
      label: t('session.leave'),
      onClick: () => void leave(),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className="account">
        <Avatar size={30} className="avatar">
          {user.name.slice(0, 1)}
        </Avatar>
        <span className="account-text">
          <span className="account-name">{user.name}</span>
          {first !== undefined && (
            <span className="account-post">
              {first.unitName} · {first.roleTitle}
              {user.seats.length > 1 && ` +${user.seats.length - 1}`}
            </span>
          )}
        </span>
        <DownOutlined className="muted" />
      </button>
    </Dropdown>
  );
}
