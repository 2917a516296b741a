exports.main = async (context = {}) => {
  return { statusCode: 200, body: { message: "Hello from __title__" } };
};
