import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './portal.css';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected #root in index.html');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
