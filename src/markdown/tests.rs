mod hostile;
mod html;
mod properties;
mod text;
