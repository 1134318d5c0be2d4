terraform {
  required_version = ">= 1.9"
  backend "s3" { bucket = "state" }
}
# one /* two */
resource "aws_ecs_service" "shop" {
  name  = "shop-${var.environment}"
  count = var.on ? 1 : 0
  tags  = merge(local.tags, { Name = "shop", "with space" = upper("x") })
  dynamic "load_balancer" {
    for_each = [for k, v in var.targets : v if k != "old"]
    content { target_group_arn = load_balancer.value.arn }
  }
  user_data = <<-EOT
    %{ for name in var.names ~}
    echo ${name}
    %{ endfor ~}
  EOT
}
output "x" { value = aws_ecs_service.shop[*].id[0] }
