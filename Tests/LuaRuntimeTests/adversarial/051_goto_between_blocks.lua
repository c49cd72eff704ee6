-- expect: timeout
-- hazard: two labels that send each other on
do
  ::one:: goto two
  ::two:: goto one
end
