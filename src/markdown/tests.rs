mod hostile;
mod html;
mod properties;
mod text;
mod wrapped;
